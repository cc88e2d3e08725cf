import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Evaluation = components['schemas']['Evaluation']
export type EvaluationReport = components['schemas']['EvaluationReport']
export type EvaluationRequest = components['schemas']['EvaluationRequest']

/** One with the evidence of each case; read again while it runs. */
export function useEvaluation(id: string | undefined) {
  return useQuery({
    queryKey: ['evaluation', id],
    queryFn: () => take(api.GET('/api/v1/evaluations/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.error || isOver(query.state.data) ? false : 2000),
  })
}

export function isOver(evaluation: Evaluation | undefined): boolean {
  return evaluation?.state === 'DONE' || evaluation?.state === 'GIVEN_UP'
}

/** Newest first; read again while `live`. */
export function useEvaluations(agent: string, version: string | undefined, live: boolean) {
  return useQuery({
    queryKey: ['evaluations', agent, version],
    queryFn: () => take(api.GET('/api/v1/evaluations', { params: { query: { agent, version } } })),
    enabled: agent !== '',
    refetchInterval: (query) => (live && !query.state.error ? 2000 : false),
  })
}

/** Asks for an evaluation; it runs in the background. */
export function useEvaluate() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: EvaluationRequest) => take(api.POST('/api/v1/evaluations', { body: request })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['evaluations'] }),
  })
}
