import { useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type NearDuplicate = components['schemas']['NearDuplicate']

/** Agents much like this one's draft, most alike first. */
export function useOverlaps(agent: string, enabled = true) {
  return useQuery({
    queryKey: ['agent', agent, 'overlaps'],
    queryFn: () => take(api.GET('/api/v1/agents/{name}/overlaps', { params: { path: { name: agent } } })),
    enabled: enabled && agent !== '',
  })
}
