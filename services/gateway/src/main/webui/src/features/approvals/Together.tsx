import { Button, Card, CardBody, Form, FormGroup, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useDecideAll, type Approval } from '../../api/hooks/useApprovals.ts'
import { Problem } from '../../ui/Problem.tsx'
import { toolOf } from './tell.ts'

/** One reason for several calls of one tool. Each is decided by itself; what was not is told. */
export function Together({ chosen, onDone }: { chosen: Approval[]; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const decide = useDecideAll()
  const failed = decide.data?.results.filter((result) => result.problem) ?? []
  const say = (decision: 'approve' | 'reject') =>
    decide.mutate(
      { decision, reason: reason.trim(), approvals: chosen.map(({ id, bindingHash }) => ({ id, hash: bindingHash })) },
      { onSuccess: onDone },
    )
  if (chosen.length === 0 && !decide.data) return null
  return (
    <Card isCompact component="section" aria-label="Decide together">
      <CardBody className="tandem-lines">
        {chosen[0] && (
          <Form onSubmit={(event) => event.preventDefault()}>
            <FormGroup label={`Reason for ${count(chosen.length)} of ${toolOf(chosen[0])}`} fieldId="together-reason" isRequired>
              <TextInput id="together-reason" value={reason} isRequired onChange={(_event, value) => setReason(value)} />
            </FormGroup>
            <div className="tandem-foot">
              <Button isDisabled={!reason.trim() || decide.isPending} onClick={() => say('approve')}>
                Approve {count(chosen.length)}
              </Button>
              <Button variant="danger" isDisabled={!reason.trim() || decide.isPending} onClick={() => say('reject')}>
                Reject {count(chosen.length)}
              </Button>
            </div>
          </Form>
        )}
        {decide.isError && <Problem what="Nothing was decided" problem={decide.error} />}
        {decide.data && (
          <div role="status">
            <p>{count(decide.data.results.length - failed.length)} decided.</p>
            {failed.map((result) => (
              <p key={result.id} className="tandem-wrap">
                {result.id} was not decided: {result.detail}
              </p>
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  )
}

function count(calls: number): string {
  return calls === 1 ? '1 call' : `${calls} calls`
}
