import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Approval = components['schemas']['Approval']

export function useApprovals(status?: Approval['status']) {
  return useQuery({
    queryKey: ['approvals', status],
    queryFn: () => take(api.GET('/api/v1/approvals', { params: { query: { status, pageSize: 100 } } })),
    refetchInterval: (query) => (query.state.error ? false : 5000),
  })
}

export interface Decision {
  id: string
  decision: 'approve' | 'reject'
  reason: string
}

export function useDecide() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: Decision) =>
      take(api.POST('/api/v1/approvals/{id}', { params: { path: { id } }, body })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['approvals'] }),
        queries.invalidateQueries({ queryKey: ['task'] }),
      ]),
  })
}
