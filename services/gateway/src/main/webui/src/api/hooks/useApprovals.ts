import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Approval = Schemas['Approval']
export type ApprovalFacts = Schemas['ApprovalFacts']
export type PastDecision = Schemas['PastDecision']
export type View = 'assigned' | 'team' | 'unassigned' | 'submitted'

const LIVE = 5000

/** What waits in a view, soonest due first, and how much waits in each. */
export function useInbox(view: View, filter: { q?: string; pageSize?: number } = {}, enabled = true) {
  return useQuery({
    queryKey: ['approvals', 'inbox', view, filter],
    queryFn: () => take(api.GET('/api/v1/approvals/inbox', { params: { query: { view, pageSize: 100, ...filter } } })),
    refetchInterval: (query) => (query.state.error ? false : LIVE),
    enabled,
  })
}

/** All that one may see, decided ones too, newest first. */
export function useAllApprovals(filter: { q?: string }, enabled: boolean) {
  return useQuery({
    queryKey: ['approvals', 'all', filter],
    queryFn: () => take(api.GET('/api/v1/approvals', { params: { query: { pageSize: 100, ...filter } } })),
    refetchInterval: (query) => (query.state.error ? false : LIVE),
    enabled,
  })
}

/** One approval with what an approver looks at. */
export function useApprovalFacts(id: string) {
  return useQuery({
    queryKey: ['approvals', id],
    queryFn: () => take(api.GET('/api/v1/approvals/{id}/facts', { params: { path: { id } } })),
    refetchInterval: (query) =>
      query.state.error || query.state.data?.approval.status !== 'waiting' ? false : LIVE,
  })
}

export interface Decision {
  id: string
  decision: 'approve' | 'reject' | 'edit'
  reason: string
  hash?: string
  arguments?: unknown
}

export function useDecide() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, ...body }: Decision) =>
      take(api.POST('/api/v1/approvals/{id}', { params: { path: { id } }, body })),
    onSuccess: refresh,
  })
}

/** Several calls of one tool; what becomes of each is told one by one. */
export function useDecideAll() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: { decision: 'approve' | 'reject'; reason: string; approvals: { id: string; hash: string }[] }) =>
      take(api.POST('/api/v1/approvals/decisions', { body })),
    onSuccess: refresh,
  })
}

/** Takes it, hands it to somebody, or, without a person, lets go of it. */
export function useAssign(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ person, reason }: { person?: string; reason?: string }) => {
      const params = { path: { id } }
      return person === undefined
        ? take(api.DELETE('/api/v1/approvals/{id}/assignee', { params }))
        : take(api.PUT('/api/v1/approvals/{id}/assignee', { params, body: { person, reason } }))
    },
    onSuccess: refresh,
  })
}

function useRefresh() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['approvals'] }),
      queries.invalidateQueries({ queryKey: ['task'] }),
    ])
}
