import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Connector = components['schemas']['Connector']
export type Tool = components['schemas']['Tool']

export function useConnectors() {
  return useQuery({ queryKey: ['connectors'], queryFn: () => take(api.GET('/api/v1/connectors')) })
}

export function useTools(name: string) {
  return useQuery({
    queryKey: ['connectors', name, 'tools'],
    queryFn: () => take(api.GET('/api/v1/connectors/{connector}/tools', { params: { path: { connector: name } } })),
  })
}

/** Every tool of every connector, as `connector/tool`. */
export function useAllTools() {
  return useQuery({
    queryKey: ['connectors', 'all-tools'],
    queryFn: async () => {
      const connectors = await take(api.GET('/api/v1/connectors'))
      const tools = await Promise.all(
        connectors.items.map(async ({ name }) => {
          const page = await take(api.GET('/api/v1/connectors/{connector}/tools', { params: { path: { connector: name } } }))
          return page.items.map((tool) => ({ ...tool, name: `${tool.connector}/${tool.tool}` }))
        }),
      )
      return tools.flat()
    },
  })
}

export function useApproveTool(connector: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ tool, ...seen }: { tool: string; effect?: Tool['effect']; definitionHash?: string }) =>
      take(
        api.POST('/api/v1/connectors/{connector}/tools/{tool}/approve', {
          params: { path: { connector, tool } },
          body: seen,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connectors'] }),
  })
}
