import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useChangeStewards, type InventoryLine } from '../../api/hooks/useInventory.ts'
import { Problem } from '../../ui/Problem.tsx'

/** Who answers for an agent, and when somebody looks at it again. */
export function StewardDialog({ line, onClose }: { line: InventoryLine; onClose: () => void }) {
  const [owner, setOwner] = useState(line.owner ?? '')
  const [deputy, setDeputy] = useState(line.deputy ?? '')
  const [reviewOn, setReviewOn] = useState(line.reviewOn ?? '')
  const change = useChangeStewards(line.name)
  const save = () =>
    change.mutate(
      {
        owner: changed(owner, line.owner),
        // Nobody is the owner twice over.
        deputy: deputy.trim() === '' && line.deputy ? owner.trim() : changed(deputy, line.deputy),
        reviewOn: changed(reviewOn, line.reviewOn),
      },
      { onSuccess: onClose },
    )
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="steward-title">
      <ModalHeader title={`Who answers for ${line.name}`} labelId="steward-title" />
      <ModalBody>
        <Form
          id="steward"
          onSubmit={(event) => {
            event.preventDefault()
            if (owner.trim()) save()
          }}
        >
          <FormGroup label="Owner" fieldId="steward-owner" isRequired>
            <TextInput id="steward-owner" value={owner} isRequired autoFocus onChange={(_event, value) => setOwner(value)} />
          </FormGroup>
          <FormGroup label="Deputy" fieldId="steward-deputy">
            <TextInput id="steward-deputy" value={deputy} onChange={(_event, value) => setDeputy(value)} />
          </FormGroup>
          <FormGroup label="Review on" fieldId="steward-review">
            <TextInput id="steward-review" type="date" value={reviewOn} onChange={(_event, value) => setReviewOn(value)} />
          </FormGroup>
        </Form>
        <p className="tandem-muted">The deputy takes over when the owner leaves. Without a deputy the agent is suspended after a time.</p>
        {change.isError && <Problem what="Nothing was changed" problem={change.error} />}
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="steward" isLoading={change.isPending} isDisabled={!owner.trim() || change.isPending}>
          Save
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}

function changed(value: string, before: string | undefined): string | undefined {
  const now = value.trim()
  return now === '' || now === before ? undefined : now
}
