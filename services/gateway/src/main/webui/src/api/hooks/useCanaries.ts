import { useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Canary = Schemas['Canary']
export type CanarySide = Schemas['CanarySide']

/** The agent's canaries, newest first, those that ended too. */
export function useCanaries(agent: string) {
  return useQuery({
    queryKey: ['canaries', agent],
    queryFn: () => take(api.GET('/api/v1/canaries', { params: { query: { agent } } })),
    refetchInterval: (query) => (query.state.error ? false : 5000),
  })
}
