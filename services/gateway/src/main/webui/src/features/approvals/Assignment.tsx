import { Button, Form, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useAssign, type Approval } from '../../api/hooks/useApprovals.ts'
import { useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { nameOf } from '../../ui/words.ts'

interface Props {
  approval: Approval
  /** To whom it can be given, by name. */
  candidates: string[]
}

/** Who takes care of it, and how that changes. */
export function Assignment({ approval, candidates }: Props) {
  const me = useMe()
  const assign = useAssign(approval.id)
  const [giving, setGiving] = useState(false)
  const mine = approval.assignment?.person === `person:${me.name}`
  const done = { onSuccess: () => setGiving(false) }
  return (
    <div className="tandem-lines">
      <p>{assignmentText(approval)}</p>
      <div className="tandem-foot">
        {!mine && !approval.assignment && (
          <Button variant="secondary" isDisabled={assign.isPending} onClick={() => assign.mutate({ person: me.name })}>
            Take it
          </Button>
        )}
        {approval.assignment && (
          <Button variant="secondary" isDisabled={assign.isPending} onClick={() => assign.mutate({})}>
            {mine ? 'Let go of it' : 'Take it from them'}
          </Button>
        )}
        <Button variant="link" aria-expanded={giving} onClick={() => setGiving(!giving)}>
          Give it to somebody
        </Button>
      </div>
      {giving && (
        <GiveForm
          people={candidates.filter((name) => `person:${name}` !== approval.assignment?.person && name !== me.name)}
          isPending={assign.isPending}
          onGive={(person, reason) => assign.mutate({ person, reason }, done)}
        />
      )}
      {assign.isError && <Problem what="Nothing was changed" problem={assign.error} />}
    </div>
  )
}

export function assignmentText({ assignment }: Approval): string {
  if (!assignment) return 'Nobody takes care of it yet.'
  const given = assignment.by !== assignment.person ? `, given by ${nameOf(assignment.by)}` : ''
  return `${nameOf(assignment.person)} takes care of it${given}${assignment.reason ? `: ${assignment.reason}` : '.'}`
}

function GiveForm({ people, isPending, onGive }: { people: string[]; isPending: boolean; onGive: (person: string, reason: string) => void }) {
  const field = useId()
  const [person, setPerson] = useState('')
  const [reason, setReason] = useState('')
  if (people.length === 0) {
    return <p className="tandem-muted">There is nobody else yet. Whoever may decide appears here once they have opened their approvals.</p>
  }
  return (
    <Form
      aria-label="Give it to somebody"
      onSubmit={(event) => {
        event.preventDefault()
        onGive(person, reason.trim())
      }}
    >
      <FormGroup label="To" fieldId={`${field}-to`} isRequired>
        <FormSelect id={`${field}-to`} value={person} onChange={(_event, value) => setPerson(value)}>
          <FormSelectOption value="" label="Choose who decides instead" />
          {people.map((name) => (
            <FormSelectOption key={name} value={name} label={name} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label="Why" fieldId={`${field}-why`} isRequired>
        <TextInput id={`${field}-why`} value={reason} onChange={(_event, value) => setReason(value)} isRequired />
      </FormGroup>
      <Button type="submit" variant="secondary" isDisabled={!person || !reason.trim() || isPending}>
        Give it
      </Button>
    </Form>
  )
}
