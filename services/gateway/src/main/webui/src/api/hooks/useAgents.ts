import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Agent = Schemas['Agent']
export type AgentDefinition = Schemas['AgentDefinition']
export type AgentVersion = Schemas['AgentVersion']
export type EvaluationCase = NonNullable<AgentDefinition['spec']['evaluation']['cases']>[number]
export type CanaryTerms = Schemas['CanaryTerms']
export type Grant = Schemas['GrantView']
export type NewGrant = Pick<Grant, 'to' | 'right'>

export interface AgentFilter {
  q?: string
  team?: string
  state?: string
}

/** A facet is asked for by a list of values, any of which may hold. */
function listed({ q, team, state }: AgentFilter) {
  return { q, team: team ? [team] : undefined, state: state ? [state] : undefined }
}

export function useAgents(filter: AgentFilter) {
  return useInfiniteQuery({
    queryKey: ['agents', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      take(api.GET('/api/v1/agents', { params: { query: { ...listed(filter), pageSize: 50, pageToken: pageParam || undefined } } })),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  })
}

export function useAgent(name: string) {
  return useQuery({
    queryKey: ['agent', name],
    queryFn: () => take(api.GET('/api/v1/agents/{name}', { params: { path: { name } } })),
    enabled: name !== '',
    refetchInterval: (query) => (query.state.error ? false : 5000),
  })
}

export function useVersions(name: string) {
  return useQuery({
    queryKey: ['agent', name, 'versions'],
    queryFn: () => take(api.GET('/api/v1/agents/{name}/versions', { params: { path: { name } } })),
    enabled: name !== '',
    refetchInterval: (query) => (query.state.error ? false : 5000),
  })
}

export function useVersion(name: string, version: string, live = false) {
  return useQuery({
    queryKey: ['agent', name, 'version', version],
    queryFn: () => take(api.GET('/api/v1/agents/{name}/versions/{number}', { params: { path: { name, number: version } } })),
    enabled: version !== '',
    refetchInterval: (query) => (live && !query.state.error ? 2000 : false),
  })
}

export function useGrants(name: string) {
  return useQuery({
    queryKey: ['agent', name, 'grants'],
    queryFn: () => take(api.GET('/api/v1/agents/{name}/grants', { params: { path: { name } } })),
  })
}

function useAgentChange<T, R>(name: string | undefined, change: (input: T) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['agents'] }),
        queries.invalidateQueries({ queryKey: ['canaries'] }),
        queries.invalidateQueries({ queryKey: name ? ['agent', name] : ['agent'] }),
      ]),
  })
}

export function useTransition(name: string) {
  return useAgentChange(name, ({ version, ...body }: { version: string; to: string; reason?: string; canary?: CanaryTerms }) =>
    take(
      api.POST('/api/v1/agents/{name}/versions/{number}/transitions', {
        params: { path: { name, number: version } },
        body,
      }),
    ),
  )
}

export function useChangeVisibility(name: string) {
  return useAgentChange(name, (visibility: 'team' | 'everyone') =>
    take(api.PUT('/api/v1/agents/{name}/visibility', { params: { path: { name } }, body: { visibility } })),
  )
}

export function useAddGrant(name: string) {
  return useAgentChange(name, (grant: NewGrant) =>
    take(api.POST('/api/v1/agents/{name}/grants', { params: { path: { name } }, body: grant })),
  )
}

export function useRemoveGrant(name: string) {
  return useAgentChange(name, (grant: NewGrant) =>
    take(api.DELETE('/api/v1/agents/{name}/grants', { params: { path: { name }, query: grant } })),
  )
}
