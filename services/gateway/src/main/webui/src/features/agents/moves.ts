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
    .filter(({ right }) => right !== undefined && rights?.[right])
    .map(({ to, name }) => ({
      to,
      name,
      isMain: (to === 'ACTIVE' && state !== 'DEPRECATED') || (state === 'DRAFT' && to === 'IN_EVALUATION'),
      isDanger: to === 'SUSPENDED' || to === 'REJECTED',
    }))
}

function naming(from: string, to: string): { name: string; right?: keyof Rights } {
  if (from === 'SUSPENDED') return { name: 'Resume', right: 'operate' }
  switch (to) {
    case 'IN_EVALUATION':
      return { name: 'Evaluate and submit for review', right: 'change' }
    case 'DRAFT':
      return { name: 'Take back', right: 'change' }
    case 'ACTIVE':
      if (from === 'DEPRECATED') return { name: 'Roll back to this', right: 'operate' }
      return { name: 'Approve', right: 'approve' }
    case 'REJECTED':
      return { name: 'Reject', right: 'approve' }
    case 'DEPRECATED':
      return { name: 'Deprecate', right: 'operate' }
    case 'RETIRED':
      return { name: 'Retire', right: 'operate' }
    case 'SUSPENDED':
      return { name: 'Suspend', right: 'operate' }
    default:
      // What only the platform does, such as the step from evaluation to review.
      return { name: to }
  }
}
