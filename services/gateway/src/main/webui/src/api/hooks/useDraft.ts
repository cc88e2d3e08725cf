import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'
import type { AgentDefinition, EvaluationCase } from './useAgents.ts'

/** The stored draft and the mark by which a later change proves that it knows it. */
export interface StoredDraft {
  definition: AgentDefinition
  etag: string | undefined
}

export async function readDraft(name: string): Promise<StoredDraft> {
  const call = api.GET('/api/v1/agents/{name}/draft', { params: { path: { name } } })
  const definition = await take(call)
  return { definition, etag: (await call).response.headers.get('ETag') ?? undefined }
}

async function writeDraft(definition: AgentDefinition, etag: string | undefined): Promise<StoredDraft> {
  const name = definition.metadata.name
  const call = api.PUT('/api/v1/agents/{name}/draft', {
    params: { path: { name }, header: etag ? { 'If-Match': etag } : {} },
    body: definition,
  })
  await take(call)
  return { definition, etag: (await call).response.headers.get('ETag') ?? undefined }
}

function useDraftChange<T, R>(change: (input: T) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['agents'] }),
        queries.invalidateQueries({ queryKey: ['agent'] }),
      ]),
  })
}

/** Makes the agent with its first draft, or replaces the draft that was read before. */
export function useSaveDraft() {
  return useDraftChange(async ({ definition, stored }: { definition: AgentDefinition; stored?: StoredDraft }) => {
    if (stored) return writeDraft(definition, stored.etag)
    const call = api.POST('/api/v1/agents', { body: definition })
    await take(call)
    return { definition, etag: (await call).response.headers.get('ETag') ?? undefined }
  })
}

/** Makes the stored draft callable for its author; answers the name to call it by. */
export function useTryDraft() {
  return useMutation({
    mutationFn: async (name: string) => {
      const trial = await take(api.POST('/api/v1/agents/{name}/draft/trial', { params: { path: { name } } }))
      return trial.agent.includes('@') ? trial.agent : `${name}@${trial.digest}`
    },
  })
}

/**
 * Saves the stored draft as a version and begins its evaluation; when that passes it is up for review.
 * A reason is needed where the draft is much like another agent.
 */
export function useSubmitDraft() {
  return useDraftChange(async ({ name, reason }: { name: string; reason?: string }) => {
    const version = await savedVersion(name, reason !== undefined)
    return take(
      api.POST('/api/v1/agents/{name}/versions/{number}/transitions', {
        params: { path: { name, number: String(version) } },
        body: { to: 'IN_EVALUATION', reason },
      }),
    )
  })
}

/** The version that a refused submission has saved, if that is asked for and still waits; else a new one. */
async function savedVersion(name: string, again: boolean): Promise<number> {
  if (again) {
    const { items } = await take(api.GET('/api/v1/agents/{name}/versions', { params: { path: { name } } }))
    if (items[0]?.state === 'DRAFT') return items[0].version
  }
  const saved = await take(api.POST('/api/v1/agents/{name}/versions', { params: { path: { name } } }))
  return saved.version
}

/** Adds a case to the evaluation of an agent's draft. */
export function useSaveCase(name: string) {
  return useDraftChange(async (added: EvaluationCase) => {
    const stored = await readDraft(name)
    const evaluation = stored.definition.spec.evaluation ?? {}
    const cases = [...(evaluation.cases ?? []), added]
    const definition = {
      ...stored.definition,
      spec: { ...stored.definition.spec, evaluation: { ...evaluation, cases } },
    }
    return writeDraft(definition, stored.etag)
  })
}

/** Adds the cases of a text, CSV or JSON, to an agent's draft. */
export function useImportCases(name: string) {
  return useDraftChange(async (text: string) => {
    const bare = text.trim()
    const json = /^[[{]/.test(bare)
    const response = await authorized(`/api/v1/agents/${encodeURIComponent(name)}/draft/cases`, {
      method: 'POST',
      headers: { 'Content-Type': json ? 'application/json' : 'text/csv' },
      body: bare.startsWith('[') ? `{"cases":${bare}}` : text,
    })
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as components['schemas']['AddedCases']
  })
}
