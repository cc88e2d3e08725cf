import { ExpandableSection, FormGroup, TextArea } from '@patternfly/react-core'
import { useId } from 'react'
import { usePolicySchema } from '../../api/hooks/usePolicies.ts'
import { Json } from '../../ui/Json.tsx'

interface Props {
  team: string
  text: string
  cases: string
  onText: (text: string) => void
  onCases: (cases: string) => void
}

/** Policies and their cases as text. */
export function PolicyTexts({ team, text, cases, onText, onCases }: Props) {
  const id = useId()
  const schema = usePolicySchema(team)
  return (
    <>
      <FormGroup label="Policies" fieldId={`${id}-text`} isRequired>
        <TextArea id={`${id}-text`} className="tandem-code" resizeOrientation="vertical" rows={14} spellCheck={false} value={text} onChange={(_event, value) => onText(value)} />
      </FormGroup>
      <ExpandableSection toggleText="What policies can speak of">
        <Json label="Schema" value={schema.data?.schema ?? ''} />
      </ExpandableSection>
      <FormGroup label="Cases" fieldId={`${id}-cases`} isRequired>
        <TextArea id={`${id}-cases`} className="tandem-code" resizeOrientation="vertical" rows={10} spellCheck={false} value={cases} onChange={(_event, value) => onCases(value)} />
      </FormGroup>
    </>
  )
}
