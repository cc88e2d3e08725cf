import { ActionGroup, Button, Checkbox, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem, TextArea, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useDecide, type ApprovalFacts } from '../../api/hooks/useApprovals.ts'
import { Problem } from '../../ui/Problem.tsx'
import { fields, read, shown, type Field } from './fields.ts'

/** Approve with other arguments: a field for each that the tool knows. What is left empty is left out. */
export function EditForm({ facts, onDone }: { facts: ApprovalFacts; onDone: () => void }) {
  const { approval } = facts
  const known = fields(facts.schema, approval.arguments)
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(known.map((field) => [field.name, shown((approval.arguments as Record<string, unknown>)[field.name])])),
  )
  const [why, setWhy] = useState('')
  const [fault, setFault] = useState<string>()
  const decide = useDecide()
  const save = () => {
    const told = read(known, texts)
    setFault(told.fault)
    if (told.fault !== undefined) return
    decide.mutate(
      { id: approval.id, decision: 'edit', reason: why.trim(), hash: approval.bindingHash, arguments: told.values },
      { onSuccess: onDone },
    )
  }
  return (
    <Form
      aria-label="Other arguments"
      onSubmit={(event) => {
        event.preventDefault()
        if (why.trim()) save()
      }}
    >
      {known.map((field) => (
        <FormGroup key={field.name} label={field.title} fieldId={`edit-${field.name}`} isRequired={field.required}>
          <Entry field={field} text={texts[field.name] ?? ''} onText={(text) => setTexts((before) => ({ ...before, [field.name]: text }))} />
          {field.description && (
            <FormHelperText>
              <HelperText>
                <HelperTextItem>{field.description}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          )}
        </FormGroup>
      ))}
      <FormGroup label="Why it is changed" fieldId="edit-why" isRequired>
        <TextInput id="edit-why" value={why} isRequired onChange={(_event, value) => setWhy(value)} placeholder="The agent is told this" />
      </FormGroup>
      {fault !== undefined && <p role="alert">{fault}</p>}
      {decide.isError && <Problem what="The call was not approved" problem={decide.error} />}
      <ActionGroup>
        <Button type="submit" isDisabled={!why.trim() || decide.isPending}>
          Approve with these arguments
        </Button>
        <Button variant="link" onClick={onDone}>
          Leave it as it is
        </Button>
      </ActionGroup>
    </Form>
  )
}

function Entry({ field, text, onText }: { field: Field; text: string; onText: (text: string) => void }) {
  const id = `edit-${field.name}`
  switch (field.kind) {
    case 'choice':
      return (
        <FormSelect id={id} value={text} onChange={(_event, value) => onText(value)}>
          {!field.required && <FormSelectOption value="" label="Leave it out" />}
          {field.choices.map((choice) => (
            <FormSelectOption key={choice} value={choice} label={choice} />
          ))}
        </FormSelect>
      )
    case 'boolean':
      return <Checkbox id={id} label="Yes" isChecked={text === 'true'} onChange={(_event, checked) => onText(String(checked))} />
    case 'number':
      return <TextInput id={id} inputMode="decimal" value={text} onChange={(_event, value) => onText(value)} />
    case 'text':
      return text.length > 80 || text.includes('\n') ? (
        <TextArea id={id} autoResize value={text} onChange={(_event, value) => onText(value)} />
      ) : (
        <TextInput id={id} value={text} onChange={(_event, value) => onText(value)} />
      )
    case 'json':
      return <TextArea id={id} className="tandem-code" autoResize value={text} onChange={(_event, value) => onText(value)} />
  }
}
