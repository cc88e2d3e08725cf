import { useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type AgentRuns = Schemas['AgentRuns']

/** How the agent's runs went: by day, and its newest beside its first. */
export function useRuns(agent: string) {
  return useQuery({
    queryKey: ['runs', agent],
    queryFn: () => take(api.GET('/api/v1/runs/{agent}', { params: { path: { agent } } })),
  })
}
