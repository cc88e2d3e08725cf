import { Button, Form, FormGroup, Label, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useOutcomes, useSayOutcome, type Outcome } from '../api/hooks/useWorth.ts'
import { Problem } from './Problem.tsx'
import { nameOf } from './words.ts'

type Decision = Outcome['decision']

const NAMES: Record<Decision, string> = { ACCEPTED: 'Accept', REJECTED: 'Reject', REOPENED: 'Reopen' }

/** Whether the result was good for anything: what was said, and the way to say it. */
export function OutcomeBar({ task, completed }: { task: string; completed: boolean }) {
  const outcomes = useOutcomes(task)
  const say = useSayOutcome(task)
  const [asking, setAsking] = useState<Decision>()
  const [reason, setReason] = useState('')
  const last = outcomes.data?.items[0]
  const said = last && last.decision !== 'REOPENED' ? last : undefined
  if (!outcomes.isSuccess) return null
  const done = { onSuccess: () => setAsking(undefined) }
  const ask = (decision: Decision) => {
    say.reset()
    setReason('')
    setAsking(decision)
  }
  return (
    <span className="tandem-foot" role="group" aria-label="Outcome">
      {said && (
        <Label isCompact status={said.decision === 'ACCEPTED' ? 'success' : 'danger'} title={said.reason}>
          {said.decision === 'ACCEPTED' ? 'Accepted' : 'Rejected'} by {nameOf(said.by)}
        </Label>
      )}
      {!said && completed && (
        <Button size="sm" variant="link" isInline isDisabled={say.isPending} onClick={() => say.mutate({ decision: 'ACCEPTED' })}>
          Accept the result
        </Button>
      )}
      {!said && (
        <Button size="sm" variant="link" isInline onClick={() => ask('REJECTED')}>
          Reject the result
        </Button>
      )}
      {said && (
        <Button size="sm" variant="link" isInline onClick={() => ask('REOPENED')}>
          Reopen
        </Button>
      )}
      {say.isError && !asking && <Problem what="Nothing was said of the result" problem={say.error} />}
      <Modal isOpen={asking !== undefined} variant="small" onClose={() => setAsking(undefined)} aria-labelledby={`outcome-${task}`}>
        <ModalHeader title={`${asking ? NAMES[asking] : ''} the result`} labelId={`outcome-${task}`} />
        <ModalBody>
          <Form
            id={`outcome-form-${task}`}
            onSubmit={(event) => {
              event.preventDefault()
              if (asking && reason.trim()) say.mutate({ decision: asking, reason: reason.trim() }, done)
            }}
          >
            <FormGroup label="Reason" fieldId={`outcome-reason-${task}`} isRequired>
              <TextInput id={`outcome-reason-${task}`} value={reason} isRequired autoFocus onChange={(_event, value) => setReason(value)} />
            </FormGroup>
          </Form>
          {say.isError && <Problem what="Nothing was said of the result" problem={say.error} />}
        </ModalBody>
        <ModalFooter>
          <Button type="submit" form={`outcome-form-${task}`} isLoading={say.isPending} isDisabled={!reason.trim() || say.isPending}>
            {asking && NAMES[asking]}
          </Button>
          <Button variant="link" onClick={() => setAsking(undefined)}>
            Cancel
          </Button>
        </ModalFooter>
      </Modal>
    </span>
  )
}
