import { ActionGroup, Button, Card, CardBody, CardTitle, Form, FormGroup, Label, TextInput } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { useLiftHalt, type Halt } from '../../api/hooks/useHalts.ts'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from '../../ui/words.ts'
import { aimText } from './aim.ts'

/** One halt in force: what, by whom, why, and the way to lift it. */
export function HaltCard({ halt }: { halt: Halt }) {
  const field = useId()
  const [isLifting, setLifting] = useState(false)
  const [why, setWhy] = useState('')
  const lift = useLiftHalt()
  const what = aimText(halt)
  return (
    <Card isCompact component="section" aria-label={`Halt of ${what}`}>
      <CardTitle component="h2">
        <span className="tandem-step-head">
          {halt.scope === 'agent' ? (
            <>
              agent <Link to={`/agents/${halt.target}`}>{halt.target}</Link>
            </>
          ) : (
            what
          )}
          <Label isCompact status="danger">
            Halted
          </Label>
          <span className="tandem-muted">
            by {nameOf(halt.by)}, since <When at={halt.at} />
          </span>
        </span>
      </CardTitle>
      <CardBody className="tandem-lines">
        <p className="tandem-wrap">{halt.reason}</p>
        {!halt.mayLift && <p className="tandem-muted">You may not lift it; who threw it, or an administrator, can.</p>}
        {halt.mayLift && !isLifting && (
          <div>
            <Button variant="secondary" aria-label={`Lift the halt of ${what}`} onClick={() => setLifting(true)}>
              Lift
            </Button>
          </div>
        )}
        {isLifting && (
          <Form
            aria-label={`Lift the halt of ${what}`}
            onSubmit={(event) => {
              event.preventDefault()
              if (why.trim()) lift.mutate({ id: halt.id, reason: why.trim() })
            }}
          >
            <FormGroup label="Why it may go on" fieldId={field} isRequired>
              <TextInput id={field} value={why} isRequired autoFocus onChange={(_event, value) => setWhy(value)} placeholder="For the record" />
            </FormGroup>
            {lift.isError && <Problem what="The halt stays" problem={lift.error} />}
            <ActionGroup>
              <Button type="submit" isDisabled={!why.trim() || lift.isPending} isLoading={lift.isPending}>
                Lift now
              </Button>
              <Button variant="link" onClick={() => setLifting(false)}>
                Cancel
              </Button>
            </ActionGroup>
          </Form>
        )}
      </CardBody>
    </Card>
  )
}
