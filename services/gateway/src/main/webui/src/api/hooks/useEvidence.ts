import { useMutation, useQuery } from '@tanstack/react-query'
import { api, authorized, problemOf, take } from '../client.ts'
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
    mutationFn: async (kind: 'pdf' | 'json') => {
      const path = `/api/v1/audit/tasks/${encodeURIComponent(task)}/evidence${kind === 'pdf' ? '.pdf' : ''}`
      const response = await authorized(path)
      if (!response.ok) throw await problemOf(response)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await response.blob())
      link.download = `evidence-${task}.${kind}`
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
}
