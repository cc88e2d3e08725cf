import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, Radio, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useSaveCase } from '../../api/hooks/useDraft.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Problem } from '../Problem.tsx'

interface Props {
  agent: string
  question: string
  answer: string
  refused: boolean
}

/** Keeps what was just asked as a case of the agent's evaluation, in its draft. */
export function SaveCase({ agent, question, answer, refused }: Props) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [mustRefuse, setMustRefuse] = useState(refused)
  const [contains, setContains] = useState(() => answer.split(/\s+/).slice(0, 8).join(' '))
  const save = useSaveCase(agent)
  if (!hasRole(me, 'builder')) return null
  const keep = () =>
    save.mutate(
      {
        id: `chat-${Date.now().toString(36)}`,
        input: question,
        expect: [mustRefuse ? { refused: true } : { contains: contains.trim() }],
      },
      { onSuccess: () => setOpen(false) },
    )
  if (save.isSuccess) {
    return (
      <span role="status">
        Saved in the <Link to={`/agents/new?from=${agent}`}>draft of {agent}</Link>
      </span>
    )
  }
  return (
    <>
      <Button variant="link" isInline onClick={() => setOpen(true)}>
        Save as evaluation case
      </Button>
      <Modal isOpen={open} variant="small" onClose={() => setOpen(false)} aria-labelledby="save-case">
        <ModalHeader title="Save as evaluation case" labelId="save-case" />
        <ModalBody>
          <p className="tandem-said">When somebody asks “{question}”</p>
          <Form className="tandem-nested" onSubmit={(event) => event.preventDefault()}>
            <Radio id="case-answer" name="case" label="The answer must contain" isChecked={!mustRefuse} onChange={() => setMustRefuse(false)} />
            {!mustRefuse && (
              <FormGroup label="Words of the answer" fieldId="case-contains" isRequired>
                <TextInput id="case-contains" value={contains} onChange={(_event, value) => setContains(value)} />
              </FormGroup>
            )}
            <Radio id="case-refuse" name="case" label="It must refuse" isChecked={mustRefuse} onChange={() => setMustRefuse(true)} />
          </Form>
          {save.isError && <Problem what="The case was not saved" problem={save.error} />}
        </ModalBody>
        <ModalFooter>
          <Button onClick={keep} isLoading={save.isPending} isDisabled={save.isPending || (!mustRefuse && !contains.trim())}>
            Save case
          </Button>
          <Button variant="link" onClick={() => setOpen(false)}>
            Cancel
          </Button>
        </ModalFooter>
      </Modal>
    </>
  )
}
