import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type Connector = components['schemas']['Connector']
export type Tool = components['schemas']['Tool']

export function useConnectors() {
  return useQuery({ queryKey: ['connectors'], queryFn: () => take(api.GET('/api/v1/connectors')) })
}

export type Registration = components['schemas']['ConnectorRegistration']

/** Registers an MCP server; the answer comes when its tools were listed, or could not be. */
export function useRegisterConnector() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Registration) => take(api.POST('/api/v1/connectors', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['connectors'] }),
  })
}

/** Asks a connector for its tools now. */
export function useListToolsAgain(name: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => take(api.POST('/api/v1/connectors/{name}/refresh', { params: { path: { name } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['connectors'] }),
  })
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

export type Handling = components['schemas']['Handling']

export interface ToolTerms {
  tool: string
  /** Whether the definition that waits is approved as well. */
  isApproval: boolean
  effect?: Tool['effect']
  teams?: string[]
  handling?: Handling
  /** The definition that was read; another one is not approved by mistake. */
  definitionHash?: string
}

/** Approves the definition that waits, or changes effect, teams and handling of one that is approved. */
export function useToolTerms(connector: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ tool, isApproval, definitionHash, ...terms }: ToolTerms) => {
      const params = { path: { connector, tool } }
      return isApproval
        ? take(api.POST('/api/v1/connectors/{connector}/tools/{tool}/approve', { params, body: { ...terms, definitionHash } }))
        : take(api.PUT('/api/v1/connectors/{connector}/tools/{tool}', { params, body: terms }))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connectors'] }),
  })
}

export function useExemptions(connector: string, tool: string) {
  return useQuery({
    queryKey: ['connectors', connector, 'tools', tool, 'exemptions'],
    queryFn: () => take(api.GET('/api/v1/connectors/{connector}/tools/{tool}/exemptions', { params: { path: { connector, tool } } })),
  })
}

interface ExemptionChange {
  /** As `name@3`. */
  version: string
  /** Left out, the exemption ends. */
  reason?: string
}

export function useChangeExemption(connector: string, tool: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ version, reason }: ExemptionChange) => {
      const params = { path: { connector, tool, version } }
      if (reason) await take(api.PUT('/api/v1/connectors/{connector}/tools/{tool}/exemptions/{version}', { params, body: { reason } }))
      else await take(api.DELETE('/api/v1/connectors/{connector}/tools/{tool}/exemptions/{version}', { params }))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connectors', connector, 'tools', tool] }),
  })
}
