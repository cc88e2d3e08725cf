import { Button, Form, FormGroup, FormSelect, FormSelectOption, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useState } from 'react'
import { useJudges, useLabelAnswer, type NewJudgeLabel } from '../api/hooks/useJudges.ts'
import { hasRole, useMe } from '../api/me.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  answer: Pick<NewJudgeLabel, 'task' | 'input' | 'answer'>
  /** The judge that is chosen at first. */
  judgeName?: string
}

/** Says of an answer whether it meets the rubric of a judge; for a judge's labelled set. */
export function LabelAnswer({ answer, judgeName }: Props) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  const judges = useJudges(open)
  const items = judges.data?.items ?? []
  const judge = items.find((one) => `${one.team}/${one.name}` === chosen) ?? items.find((one) => one.name === judgeName) ?? items[0]
  const label = useLabelAnswer()
  if (!['builder', 'operator', 'approver', 'admin'].some((role) => hasRole(me, role))) return null
  const say = (meets: boolean) =>
    judge && label.mutate({ team: judge.team, name: judge.name, label: { ...answer, meets } }, { onSuccess: () => setOpen(false) })
  return (
    <>
      <Button variant="link" isInline onClick={() => setOpen(true)}>
        {label.isSuccess ? 'Labelled' : 'Label for a judge'}
      </Button>
      {open && (
        <Modal isOpen variant="small" onClose={() => setOpen(false)} aria-labelledby="label-answer">
          <ModalHeader title="Label this answer" labelId="label-answer" />
          <ModalBody>
            <Form onSubmit={(event) => event.preventDefault()}>
              {judges.isSuccess && items.length === 0 && <p>Your teams have no judge yet. Make one under Judges.</p>}
              {judges.isError && <Problem what="The judges cannot be shown" problem={judges.error} />}
              {judge && (
                <FormGroup label="Judge" fieldId="label-judge">
                  <FormSelect id="label-judge" value={`${judge.team}/${judge.name}`} onChange={(_event, value) => setChosen(value)}>
                    {items.map((one) => (
                      <FormSelectOption key={`${one.team}/${one.name}`} value={`${one.team}/${one.name}`} label={`${one.name} of ${one.team}`} />
                    ))}
                  </FormSelect>
                </FormGroup>
              )}
              {judge && <p className="tandem-said">{judge.rubric}</p>}
              {answer.answer && <p className="tandem-wrap">The answer: {answer.answer}</p>}
            </Form>
            {label.isError && <Problem what="It was not labelled" problem={label.error} />}
          </ModalBody>
          <ModalFooter>
            <Button isDisabled={!judge || label.isPending} onClick={() => say(true)}>
              It meets the rubric
            </Button>
            <Button variant="secondary" isDisabled={!judge || label.isPending} onClick={() => say(false)}>
              It does not
            </Button>
            <Button variant="link" onClick={() => setOpen(false)}>
              Cancel
            </Button>
          </ModalFooter>
        </Modal>
      )}
    </>
  )
}
