import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useAssume, type Assumption } from '../../api/hooks/useWorth.ts'
import { Problem } from '../../ui/Problem.tsx'
import { nameOf } from '../../ui/words.ts'

/** What the worth of an agent is reckoned with. */
export function AssumptionDialog({ agent, known, onClose }: { agent: string; known: Assumption | undefined; onClose: () => void }) {
  const [minutes, setMinutes] = useState(String(known?.minutesSaved ?? ''))
  const [rate, setRate] = useState(known?.hourlyRate.amount ?? '')
  const [call, setCall] = useState(known?.callCost.amount ?? '0')
  const [currency, setCurrency] = useState(known?.hourlyRate.currency ?? 'EUR')
  const assume = useAssume(agent)
  const complete = minutes.trim() !== '' && rate.trim() !== '' && /^[A-Z]{3}$/.test(currency)
  const save = () =>
    assume.mutate(
      {
        minutesSaved: Number(minutes),
        hourlyRate: { amount: rate.trim(), currency },
        callCost: { amount: call.trim() || '0', currency },
      },
      { onSuccess: onClose },
    )
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="assumption-title">
      <ModalHeader title={`What ${agent} is reckoned with`} labelId="assumption-title" />
      <ModalBody>
        <Form
          id="assumption"
          onSubmit={(event) => {
            event.preventDefault()
            if (complete) save()
          }}
        >
          <FormGroup label="Minutes saved by one accepted result" fieldId="assumption-minutes" isRequired>
            <TextInput id="assumption-minutes" type="number" min={0} value={minutes} isRequired autoFocus onChange={(_event, value) => setMinutes(value)} />
          </FormGroup>
          <FormGroup label="Worth of an hour" fieldId="assumption-rate" isRequired>
            <TextInput id="assumption-rate" inputMode="decimal" value={rate} isRequired onChange={(_event, value) => setRate(value)} />
          </FormGroup>
          <FormGroup label="Cost of one call of a tool" fieldId="assumption-call">
            <TextInput id="assumption-call" inputMode="decimal" value={call} onChange={(_event, value) => setCall(value)} />
          </FormGroup>
          <FormGroup label="Currency" fieldId="assumption-currency" isRequired>
            <TextInput id="assumption-currency" value={currency} isRequired onChange={(_event, value) => setCurrency(value.toUpperCase())} />
          </FormGroup>
        </Form>
        {known && <p className="tandem-muted">Set by {nameOf(known.changedBy)}.</p>}
        {assume.isError && <Problem what="Nothing was changed" problem={assume.error} />}
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="assumption" isLoading={assume.isPending} isDisabled={!complete || assume.isPending}>
          Save
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}
