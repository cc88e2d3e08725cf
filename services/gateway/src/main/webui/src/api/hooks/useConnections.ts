import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Connection = Schemas['Connection']

/** Servers that people connect, with what one granted there. */
export function useConnections() {
  return useQuery({ queryKey: ['connections'], queryFn: all })
}

async function all(): Promise<Connection[]> {
  const connections: Connection[] = []
  let pageToken: string | undefined
  do {
    const page = await take(api.GET('/api/v1/connections', { params: { query: { pageSize: 200, pageToken } } }))
    connections.push(...page.items)
    pageToken = page.nextPageToken || undefined
  } while (pageToken)
  return connections
}

/** Begins to connect; whoever asks goes to the address that comes back. */
export function useBeginConnection() {
  return useMutation({
    mutationFn: (connector: string) => take(api.POST('/api/v1/connections/{connector}/authorization', { params: { path: { connector } } })),
  })
}

export function useCompleteConnection(connector: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['ConnectionAnswer']) =>
      take(api.PUT('/api/v1/connections/{connector}/authorization', { params: { path: { connector } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connections'] }),
  })
}

export function useRevokeConnection() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (connector: string) => take(api.DELETE('/api/v1/connections/{connector}', { params: { path: { connector } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['connections'] }),
  })
}
