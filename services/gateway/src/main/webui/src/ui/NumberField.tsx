import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core'
import { within } from './within.ts'

interface Props {
  id: string
  label: string
  from: number
  to: number
  value: string
  onChange: (value: string) => void
  children: string
}

/** A whole number within bounds, with what it is for. */
export function NumberField({ id, label, from, to, value, onChange, children }: Props) {
  const isWrong = !within(value, from, to)
  return (
    <FormGroup label={label} fieldId={id} isRequired>
      <TextInput
        id={id}
        type="number"
        min={from}
        max={to}
        value={value}
        validated={isWrong ? 'error' : 'default'}
        aria-describedby={`${id}-help`}
        onChange={(_event, changed) => onChange(changed)}
      />
      <FormHelperText>
        <HelperText id={`${id}-help`}>
          <HelperTextItem variant={isWrong ? 'error' : 'default'}>{isWrong ? `It is from ${from} to ${to}.` : children}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  )
}
