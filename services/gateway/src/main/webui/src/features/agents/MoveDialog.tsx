import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useTransition } from '../../api/hooks/useAgents.ts'
import { useOverlaps } from '../../api/hooks/useOverlaps.ts'
import { Overlaps } from '../../ui/Overlaps.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { CanaryFields, useCanaryTerms } from './CanaryFields.tsx'
import type { PossibleMove } from './moves.ts'

interface Props {
  agent: string
  purpose: string
  version: string
  move: PossibleMove
  onClose: () => void
}

/** Asks for the reason, which is kept with the move. */
export function MoveDialog({ agent, purpose, version, move, onClose }: Props) {
  const [reason, setReason] = useState('')
  const transition = useTransition(agent)
  const submits = move.to === 'IN_EVALUATION' && move.name !== 'Resume'
  const overlaps = useOverlaps(agent, submits)
  const alike = overlaps.data?.items ?? []
  const canary = useCanaryTerms()
  const startsCanary = move.to === 'CANARY'
  const mayGo = (!startsCanary || canary.isValid) && (reason.trim() !== '' || (submits && overlaps.isSuccess && alike.length === 0))
  const go = () =>
    transition.mutate(
      { version, to: move.to, reason: reason.trim() || undefined, canary: startsCanary ? canary.terms : undefined },
      { onSuccess: onClose },
    )
  return (
    <Modal isOpen variant={alike.length > 0 ? 'large' : 'small'} onClose={onClose} aria-labelledby="move-title">
      <ModalHeader title={`${move.name}: ${agent}@${version}`} labelId="move-title" />
      <ModalBody className="tandem-lines">
        {alike.length > 0 && <Overlaps agent={agent} purpose={purpose} overlaps={alike} />}
        <Form
          id="move-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (mayGo) go()
          }}
        >
          <FormGroup label="Reason" fieldId="move-reason" isRequired={!submits || alike.length > 0}>
            <TextInput id="move-reason" value={reason} onChange={(_event, value) => setReason(value)} autoFocus isRequired={!submits || alike.length > 0} />
          </FormGroup>
          {startsCanary && <CanaryFields canary={canary} />}
        </Form>
        {transition.isError && <Problem what="Nothing was changed" problem={transition.error} />}
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="move-form"
          variant={move.isDanger ? 'danger' : 'primary'}
          isDisabled={!mayGo || transition.isPending}
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
