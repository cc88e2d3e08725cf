import type { Agent, AgentVersion } from '../../api/hooks/useAgents.ts'

type Rights = NonNullable<Agent['rights']>

export interface PossibleMove {
  to: string
  name: string
  isMain: boolean
  isDanger: boolean
}

/** What a move is called, and by which right it is made; the registry decides in the end. */
export function movesFor(version: AgentVersion, rights: Rights | undefined): PossibleMove[] {
  const { state } = version
  return (version.next ?? [])
    .map((to) => ({ to, ...naming(state, to) }))
    .filter(({ by }) => by?.some((right) => rights?.[right]))
    .map(({ to, name }) => ({
      to,
      name,
      isMain: (to === 'ACTIVE' && state === 'IN_REVIEW') || (state === 'DRAFT' && to === 'IN_EVALUATION'),
      isDanger: to === 'SUSPENDED' || to === 'REJECTED',
    }))
}

function naming(from: string, to: string): { name: string; by?: (keyof Rights)[] } {
  if (from === 'SUSPENDED') return { name: 'Resume', by: ['operate'] }
  switch (to) {
    case 'IN_EVALUATION':
      return { name: 'Evaluate and submit for review', by: ['change'] }
    case 'DRAFT':
      return { name: 'Take back', by: ['change'] }
    case 'ACTIVE':
      if (from === 'DEPRECATED') return { name: 'Roll back to this', by: ['operate'] }
      return { name: from === 'CANARY' ? 'Make active' : 'Approve', by: ['approve'] }
    case 'CANARY':
      return { name: 'Start a canary', by: ['approve'] }
    case 'IN_REVIEW':
      return from === 'CANARY' ? { name: 'Stop the canary', by: ['approve', 'operate'] } : { name: to }
    case 'REJECTED':
      return { name: 'Reject', by: ['approve'] }
    case 'DEPRECATED':
      return { name: 'Deprecate', by: ['operate'] }
    case 'RETIRED':
      return { name: 'Retire', by: ['operate'] }
    case 'SUSPENDED':
      return { name: 'Suspend', by: ['operate'] }
    default:
      // What only the platform does, such as the step from evaluation to review.
      return { name: to }
  }
}
