import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Halt = components['schemas']['Halt']
export type HaltScope = Halt['scope']

/** What a kill switch stops. */
export interface HaltAim {
  scope: HaltScope
  target: string
}

/** The target of a halt of everything. */
export const EVERYTHING = 'platform'

export function useHalts() {
  return useQuery({
    queryKey: ['halts'],
    queryFn: () => take(api.GET('/api/v1/halts')),
    refetchInterval: (query) => (query.state.error ? false : 5000),
  })
}

/** What can be chosen of a scope by name. */
export function useHaltTargets(scope: HaltScope) {
  return useQuery({
    queryKey: ['halts', 'targets', scope],
    queryFn: async () => {
      switch (scope) {
        case 'agent':
          return agents()
        case 'team': {
          const page = await take(api.GET('/api/v1/agents', { params: { query: { pageSize: 1 } } }))
          return Object.keys(page.facets['team'] ?? {}).sort()
        }
        case 'connector':
          return (await take(api.GET('/api/v1/connectors'))).items.map(({ name }) => name)
        case 'tool':
          return tools()
        case 'all':
          return [EVERYTHING]
      }
    },
  })
}

/** Agents that the reader may halt. */
async function agents(): Promise<string[]> {
  const names: string[] = []
  let pageToken: string | undefined
  do {
    const page = await take(api.GET('/api/v1/agents', { params: { query: { pageSize: 200, pageToken } } }))
    names.push(...page.items.filter(({ rights }) => rights.operate || rights.approve).map(({ name }) => name))
    pageToken = page.nextPageToken || undefined
  } while (pageToken)
  return names
}

async function tools(): Promise<string[]> {
  const connectors = await take(api.GET('/api/v1/connectors'))
  const pages = await Promise.all(
    connectors.items.map(({ name }) => take(api.GET('/api/v1/connectors/{connector}/tools', { params: { path: { connector: name } } }))),
  )
  return pages.flatMap((page) => page.items.map(({ connector, tool }) => `${connector}/${tool}`))
}

/** What a halt would hit, asked of each part that knows of something; always anew. */
export function useHaltPreview(aim: HaltAim | undefined) {
  const params = { query: { scope: aim?.scope, target: aim?.target } }
  return useQuery({
    queryKey: ['halts', 'preview', aim?.scope, aim?.target],
    enabled: aim !== undefined,
    gcTime: 0,
    queryFn: async () => {
      const [reach, work, approvals] = await Promise.all([
        take(api.GET('/api/v1/halts/preview', { params })),
        take(api.GET('/api/v1/impact/work', { params })),
        take(api.GET('/api/v1/impact/approvals', { params })),
      ])
      return { reach, work, approvals }
    },
  })
}

export type HaltPreview = NonNullable<ReturnType<typeof useHaltPreview>['data']>

export function useSetHalt() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: HaltAim & { reason: string }) => take(api.POST('/api/v1/halts', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['halts'] }),
  })
}

export function useLiftHalt() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      take(api.DELETE('/api/v1/halts/{id}', { params: { path: { id }, query: { reason } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['halts'] }),
  })
}
