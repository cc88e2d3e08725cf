import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Erasure = components['schemas']['Erasure']
export type ErasurePreview = components['schemas']['ErasurePreview']

/** Whose payloads, or from before when. */
export type ErasureTerms = { person: string } | { before: string }

export function useErasures() {
  return useQuery({
    queryKey: ['erasures'],
    queryFn: () => take(api.GET('/api/v1/audit/erasures')),
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => state === 'CARRIED_OUT') ? 1000 : false),
  })
}

/** What an erasure would take and leave: anew whenever it is asked for, and not by itself, as it reads the whole ledger. */
export function useErasurePreview(terms: ErasureTerms | undefined) {
  return useQuery({
    queryKey: ['erasure-preview', terms],
    enabled: terms !== undefined,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
    queryFn: () => take(api.GET('/api/v1/audit/erasures/preview', { params: { query: terms } })),
  })
}

export function useProposeErasure() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ErasureTerms & { reason: string }) => take(api.POST('/api/v1/audit/erasures', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['erasures'] }),
  })
}

export function useDecideErasure(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decision: 'carry-out' | 'withdraw') =>
      take(
        decision === 'withdraw'
          ? api.POST('/api/v1/audit/erasures/{id}/withdraw', { params: { path: { id } } })
          : api.POST('/api/v1/audit/erasures/{id}/carry-out', { params: { path: { id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['erasures'] }),
  })
}
