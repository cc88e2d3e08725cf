import { useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/governance.d.ts'

export type Evaluation = components['schemas']['Evaluation']

/** Newest first; read again while `live`. */
export function useEvaluations(agent: string, version: string | undefined, live: boolean) {
  return useQuery({
    queryKey: ['evaluations', agent, version],
    queryFn: () => take(api.GET('/api/v1/evaluations', { params: { query: { agent, version } } })),
    enabled: agent !== '',
    refetchInterval: (query) => (live && !query.state.error ? 2000 : false),
  })
}
