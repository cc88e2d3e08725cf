import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useOverlaps } from '../api/hooks/useOverlaps.ts'
import { Loading } from './Loading.tsx'
import { Overlaps } from './Overlaps.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  agent: string
  purpose?: string
  isPending: boolean
  problem?: unknown
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Shows what a draft is much like, and asks why it is submitted all the same. */
export function SubmitAnyway({ agent, purpose, isPending, problem, onSubmit, onClose }: Props) {
  const [reason, setReason] = useState('')
  const overlaps = useOverlaps(agent)
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="anyway-title">
      <ModalHeader title={`Why ${agent} as well?`} labelId="anyway-title" />
      <ModalBody className="tandem-lines">
        {overlaps.isPending && <Loading what="agents much alike" />}
        {overlaps.isError && <Problem what="The agents much alike cannot be shown" problem={overlaps.error} />}
        {overlaps.data && <Overlaps agent={agent} purpose={purpose} overlaps={overlaps.data.items} />}
        <Form
          id="anyway-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) onSubmit(reason.trim())
          }}
        >
          <FormGroup label="Reason" fieldId="anyway-reason" isRequired>
            <TextInput id="anyway-reason" value={reason} onChange={(_event, value) => setReason(value)} isRequired />
          </FormGroup>
        </Form>
        {problem !== undefined && problem !== null && <Problem what="Nothing was submitted" problem={problem} />}
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="anyway-form" isDisabled={!reason.trim() || isPending} isLoading={isPending}>
          Submit with this reason
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}
