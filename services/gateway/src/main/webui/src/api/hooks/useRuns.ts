import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type AgentRuns = Schemas['AgentRuns']
export type AgentScoring = Schemas['AgentScoring']

/** How the agent's runs went: by day, and its newest beside its first. */
export function useRuns(agent: string) {
  return useQuery({
    queryKey: ['runs', agent],
    queryFn: () => take(api.GET('/api/v1/runs/{agent}', { params: { path: { agent } } })),
  })
}

/** How a share of the agent's runs was scored, by version and day. */
export function useScores(agent: string) {
  return useQuery({
    queryKey: ['scores', agent],
    queryFn: () => take(api.GET('/api/v1/runs/{agent}/scores', { params: { path: { agent } } })),
  })
}

export function useChangeScoring(agent: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (terms: Schemas['NewScoringTerms']) =>
      take(api.PUT('/api/v1/runs/{agent}/scores', { params: { path: { agent } }, body: terms })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scores', agent] }),
  })
}
