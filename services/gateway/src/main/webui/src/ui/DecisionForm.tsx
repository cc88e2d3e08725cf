import { ActionGroup, Button, Form, FormGroup, TextInput } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useDecide } from '../api/hooks/useApprovals.ts'
import { Problem } from './Problem.tsx'

interface Props {
  id: string
  hash?: string
  /** What is decided on, for the accessible names. */
  what: string
  /** Why somebody must decide. */
  reason?: string
}

/** Approve or reject, with a reason. Who may is decided by the platform. */
export function DecisionForm({ id, hash, what, reason }: Props) {
  const field = useId()
  const [why, setWhy] = useState('')
  const decide = useDecide()
  const say = (decision: 'approve' | 'reject') => decide.mutate({ id, decision, hash, reason: why.trim() })
  if (decide.isSuccess) {
    return <p role="status">{decide.variables.decision === 'approve' ? 'You approved this.' : 'You rejected this.'}</p>
  }
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      {reason && <p className="tandem-wrap">{reason}</p>}
      <FormGroup label="Reason" fieldId={field} isRequired>
        <TextInput
          id={field}
          value={why}
          isRequired
          onChange={(_event, value) => setWhy(value)}
          placeholder="Why this may or may not happen"
        />
      </FormGroup>
      {decide.isError && <Problem what="The decision was not taken" problem={decide.error} />}
      <ActionGroup>
        <Button
          aria-label={`Approve ${what}`}
          isDisabled={!why.trim() || decide.isPending}
          onClick={() => say('approve')}
        >
          Approve
        </Button>
        <Button
          variant="danger"
          aria-label={`Reject ${what}`}
          isDisabled={!why.trim() || decide.isPending}
          onClick={() => say('reject')}
        >
          Reject
        </Button>
      </ActionGroup>
    </Form>
  )
}
