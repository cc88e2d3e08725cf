import { ActionGroup, Button, Form, FormGroup, TextInput } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useMovePolicies, type PolicyRevision, type PolicyState } from '../../api/hooks/usePolicies.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'

const WORDS: Record<PolicyState, string> = {
  PROPOSED: 'Stop observing',
  OBSERVED: 'Observe',
  ENFORCED: 'Enforce',
  REPLACED: 'Take out of force',
  REJECTED: 'Reject',
  WITHDRAWN: 'Withdraw',
}
const DANGER = new Set<PolicyState>(['REJECTED', 'REPLACED'])

/** Where a revision can go from here, with a reason. Who may is decided by the platform. */
export function MoveForm({ revision }: { revision: PolicyRevision }) {
  const me = useMe()
  const field = useId()
  const [why, setWhy] = useState('')
  const move = useMovePolicies(revision.team)
  const mine = revision.author === `person:${me.name}`
  const decides = hasRole(me, 'approver') || hasRole(me, 'admin')
  const ways = revision.next.filter((to) => (to === 'WITHDRAWN' ? mine : decides && !(mine && (to === 'OBSERVED' || to === 'ENFORCED'))))
  if (ways.length === 0) {
    return revision.next.length === 0 ? null : (
      <p>{mine ? 'You proposed this, so another person decides.' : 'Approvers of the team decide on this.'}</p>
    )
  }
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      {revision.next.includes('OBSERVED') && (
        <p>Observed, its decisions are recorded where they differ from what decides now, and stop nobody.</p>
      )}
      <FormGroup label="Reason" fieldId={field} isRequired>
        <TextInput id={field} value={why} isRequired onChange={(_event, value) => setWhy(value)} placeholder="Why, for the record" />
      </FormGroup>
      {move.isError && <Problem what="The revision was not moved" problem={move.error} />}
      <ActionGroup>
        {ways.map((to) => (
          <Button
            key={to}
            variant={to === 'ENFORCED' ? 'primary' : DANGER.has(to) ? 'danger' : 'secondary'}
            aria-label={`${WORDS[to]} revision ${revision.number}`}
            isDisabled={!why.trim() || move.isPending}
            onClick={() => move.mutate({ number: revision.number, to, reason: why.trim() }, { onSuccess: () => setWhy('') })}
          >
            {WORDS[to]}
          </Button>
        ))}
      </ActionGroup>
    </Form>
  )
}
