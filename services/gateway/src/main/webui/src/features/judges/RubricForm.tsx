import { ActionGroup, Button, Card, CardBody, Form, FormGroup, TextArea, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useSaveJudge, type Judge } from '../../api/hooks/useJudges.ts'
import { Problem } from '../../ui/Problem.tsx'

/** A new judge, or another rubric for one. */
export function RubricForm({ team, judge, onClose }: { team: string; judge?: Judge; onClose: () => void }) {
  const navigate = useNavigate()
  const [name, setName] = useState(judge?.name ?? '')
  const [rubric, setRubric] = useState(judge?.rubric ?? '')
  const save = useSaveJudge()
  const complete = /^[a-z][a-z0-9-]{0,62}$/.test(name) && rubric.trim() !== ''
  return (
    <Card component="section" aria-label={judge ? 'Change the rubric' : 'New judge'}>
      <CardBody>
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(
              { team, name, rubric: rubric.trim() },
              {
                onSuccess: () => {
                  onClose()
                  void navigate(`/judges/${team}/${name}`)
                },
              },
            )
          }}
        >
          {!judge && (
            <FormGroup label="Name (lower-case letters, digits, hyphens)" fieldId="judge-name" isRequired>
              <TextInput id="judge-name" value={name} isRequired autoFocus onChange={(_event, value) => setName(value)} />
            </FormGroup>
          )}
          <FormGroup label="What an answer has to meet" fieldId="judge-rubric" isRequired>
            <TextArea id="judge-rubric" value={rubric} rows={4} isRequired resizeOrientation="vertical" onChange={(_event, value) => setRubric(value)} />
          </FormGroup>
          {judge && <p className="tandem-muted">With another rubric it is advice until it is calibrated again.</p>}
          {save.isError && <Problem what="The judge was not saved" problem={save.error} />}
          <ActionGroup>
            <Button type="submit" isLoading={save.isPending} isDisabled={!complete || save.isPending}>
              Save judge
            </Button>
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  )
}
