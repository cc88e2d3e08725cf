import { useMutation, useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import { download } from '../download.ts'
import type { components } from '../generated/platform.d.ts'

export type Evidence = components['schemas']['TaskEvidence']
export type Proved = components['schemas']['Proved']

/** Everything on record about a task, each record with its proof. */
export function useEvidence(task: string) {
  return useQuery({
    queryKey: ['evidence', task],
    queryFn: () => take(api.GET('/api/v1/audit/tasks/{id}/evidence', { params: { path: { id: task } } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
}

/** Hands the signed PDF, or the evidence itself, to the browser as a file. */
export function useSaveEvidence(task: string) {
  return useMutation({
    mutationFn: (kind: 'pdf' | 'json') =>
      download(`/api/v1/audit/tasks/${encodeURIComponent(task)}/evidence${kind === 'pdf' ? '.pdf' : ''}`, `evidence-${task}.${kind}`),
  })
}
