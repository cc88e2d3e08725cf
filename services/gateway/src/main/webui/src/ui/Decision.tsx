import { Link } from 'react-router'
import { useAgent } from '../api/hooks/useAgents.ts'
import { useMe } from '../api/me.tsx'
import { DecisionForm } from './DecisionForm.tsx'

interface Props {
  id: string
  /** The binding hash that is shown, where it is known: nothing else is then decided on. */
  hash?: string
  /** What is decided on, for the accessible names. */
  what: string
  agent: string
  /** Who is behind the call, such as `person:builder`; they never decide on it. */
  askedBy: (string | undefined)[]
  reason?: string
}

/** The decision in place for who may take it; for all others, who does. */
export function Decision({ id, hash, what, agent, askedBy, reason }: Props) {
  const me = useMe()
  const { data } = useAgent(agent.split('@')[0] ?? agent)
  const team = data ? `team ${data.team}` : 'the team'
  if (askedBy.includes(`person:${me.name}`)) {
    return (
      <p className="tandem-muted">
        You asked for this, so somebody else decides: an approver of {team}, under <Link to="/approvals">Approvals</Link>.
      </p>
    )
  }
  if (data?.rights && !data.rights.approve) {
    return <p className="tandem-muted">An approver of {team} decides on this.</p>
  }
  return <DecisionForm id={id} hash={hash} what={what} reason={reason} />
}
