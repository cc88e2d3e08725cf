import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Outcome = Schemas['Outcome']
export type Worth = Schemas['Worth']
export type Assumption = Schemas['Assumption']

/** What was said of a task's result, newest first. */
export function useOutcomes(task: string | undefined) {
  return useQuery({
    queryKey: ['outcomes', task],
    queryFn: () => take(api.GET('/api/v1/outcomes', { params: { query: { task: task ?? '' } } })),
    enabled: task !== undefined,
    retry: 3,
  })
}

export function useSayOutcome(task: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ decision, reason }: { decision: Outcome['decision']; reason?: string }) =>
      take(api.POST('/api/v1/outcomes', { body: { task, decision, reason } })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['outcomes', task] }),
        queries.invalidateQueries({ queryKey: ['worth'] }),
      ]),
  })
}

export function useWorth(by: 'agent' | 'team' | 'month') {
  return useQuery({
    queryKey: ['worth', by],
    queryFn: () => take(api.GET('/api/v1/worth', { params: { query: { by } } })),
  })
}

export function useAssume(agent: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (assumption: Schemas['NewAssumption']) =>
      take(api.PUT('/api/v1/worth/assumptions/{agent}', { params: { path: { agent } }, body: assumption })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['worth'] }),
  })
}
