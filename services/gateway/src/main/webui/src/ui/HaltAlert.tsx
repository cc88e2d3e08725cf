import { Alert } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useHalts } from '../api/hooks/useHalts.ts'
import { nameOf } from './words.ts'

interface Props {
  agent: string
  /** Unknown where only the agent's name is. */
  team?: string
}

/** Says that an agent takes no work because it, its team or everything is halted; nothing otherwise. */
export function HaltAlert({ agent, team }: Props) {
  const halt = useHalts().data?.items.find(
    ({ scope, target }) =>
      scope === 'all' || (scope === 'agent' && target === agent) || (scope === 'team' && team !== undefined && target === team),
  )
  if (!halt) return null
  const what = halt.scope === 'agent' ? 'This agent' : halt.scope === 'team' ? `Team ${halt.target}` : 'Everything'
  return (
    <Alert
      isInline
      variant="danger"
      component="h2"
      title={`${what} is halted`}
      actionLinks={<Link to="/halts">See what is halted</Link>}
    >
      <p className="tandem-wrap">
        By {nameOf(halt.by)}: {halt.reason}
      </p>
      <p>It takes no tasks until the halt is lifted.</p>
    </Alert>
  )
}
