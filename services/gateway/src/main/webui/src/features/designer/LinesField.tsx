import { Button, FormGroup, TextInput } from '@patternfly/react-core'
import { useId } from 'react'

interface Props {
  label: string
  /** What one line is called in accessible names. */
  one: string
  lines: string[]
  onChange: (lines: string[]) => void
}

/** A list of texts, each a line of its own. */
export function LinesField({ label, one, lines, onChange }: Props) {
  const id = useId()
  return (
    <FormGroup label={label} role="group" fieldId={id}>
      <div className="tandem-lines">
        {lines.map((line, at) => (
          <div className="tandem-line" key={at}>
            <TextInput
              aria-label={`${label}, ${one} ${at + 1}`}
              value={line}
              onChange={(_event, value) => onChange(lines.with(at, value))}
            />
            <Button variant="link" isDanger aria-label={`Remove ${one} ${at + 1}`} onClick={() => onChange(lines.toSpliced(at, 1))}>
              Remove
            </Button>
          </div>
        ))}
        <div>
          <Button variant="link" isInline onClick={() => onChange([...lines, ''])}>
            Add {one}
          </Button>
        </div>
      </div>
    </FormGroup>
  )
}
