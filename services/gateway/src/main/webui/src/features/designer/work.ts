import type { AgentDefinition } from '../../api/hooks/useAgents.ts'
import type { Design } from '../../api/hooks/useDesigns.ts'
import type { StoredDraft } from '../../api/hooks/useDraft.ts'
import type { Me } from '../../api/session.ts'

export type Notes = Design

/** What somebody has in hand on the designer's page; it outlives a reload and an expired sign-in. */
export interface Work {
  words: string
  definition?: AgentDefinition
  notes?: Notes
  stored?: StoredDraft
  /** The design that the platform is working on. */
  underWay?: string | undefined
}

const key = (from: string | undefined) => `tandem.designer.${from ?? ''}`

export function recall(from: string | undefined): Work {
  const kept = window.sessionStorage.getItem(key(from))
  return kept ? (JSON.parse(kept) as Work) : { words: '' }
}

export function remember(from: string | undefined, work: Work): void {
  window.sessionStorage.setItem(key(from), JSON.stringify(work))
}

export function forget(from: string | undefined): void {
  window.sessionStorage.removeItem(key(from))
}

export function emptyDefinition(me: Me, words: string): AgentDefinition {
  return {
    apiVersion: 'tandem.io/v1',
    kind: 'Agent',
    metadata: { name: '', team: me.teams[0] ?? '', owner: me.name, deputy: '', tags: [] },
    spec: {
      purpose: words,
      instructions: '',
      tier: 'fast',
      tools: [],
      peers: [],
      budget: { maxSteps: 20, maxTokens: 50000, maxDuration: 'PT5M' },
      guardrails: { mustNot: [] },
      risk: 'low',
      skills: [],
      evaluation: { passRate: 0.8, repeat: 1, cases: [] },
    },
  }
}

/** A design may leave the people open: the one who asks answers for it until they say otherwise. */
export function whole(definition: AgentDefinition, me: Me): AgentDefinition {
  const { metadata } = definition
  return {
    ...definition,
    metadata: {
      ...metadata,
      team: metadata.team || (me.teams[0] ?? ''),
      owner: metadata.owner || me.name,
      deputy: metadata.deputy ?? '',
    },
  }
}
