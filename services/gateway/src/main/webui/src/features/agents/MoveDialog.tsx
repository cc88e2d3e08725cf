import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useTransition } from '../../api/hooks/useAgents.ts'
import { Problem } from '../../ui/Problem.tsx'
import type { PossibleMove } from './moves.ts'

interface Props {
  agent: string
  version: string
  move: PossibleMove
  onClose: () => void
}

/** Asks for the reason, which is kept with the move. */
export function MoveDialog({ agent, version, move, onClose }: Props) {
  const [reason, setReason] = useState('')
  const transition = useTransition(agent)
  const go = () => transition.mutate({ version, to: move.to, reason: reason.trim() }, { onSuccess: onClose })
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="move-title">
      <ModalHeader title={`${move.name}: ${agent}@${version}`} labelId="move-title" />
      <ModalBody>
        <Form
          id="move-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) go()
          }}
        >
          <FormGroup label="Reason" fieldId="move-reason" isRequired>
            <TextInput id="move-reason" value={reason} onChange={(_event, value) => setReason(value)} autoFocus isRequired />
          </FormGroup>
        </Form>
        {transition.isError && <Problem what="Nothing was changed" problem={transition.error} />}
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="move-form"
          variant={move.isDanger ? 'danger' : 'primary'}
          isDisabled={!reason.trim() || transition.isPending}
          isLoading={transition.isPending}
        >
          {move.name}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}
