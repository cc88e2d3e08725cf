import { Button, Card, CardBody, FormGroup, FormSelect, FormSelectOption, TextArea, TextInput } from '@patternfly/react-core'
import type { EvaluationCase } from '../../api/hooks/useAgents.ts'
import { checkText, type Check } from '../../ui/checkText.ts'

type Kind = 'contains' | 'pattern' | 'toolCalled' | 'toolNotCalled' | 'refused' | 'maxSeconds' | 'judge'

const KINDS: Record<Kind, string> = {
  contains: 'The answer contains',
  pattern: 'The answer matches the pattern',
  toolCalled: 'It calls the tool',
  toolNotCalled: 'It does not call the tool',
  refused: 'It refuses',
  maxSeconds: 'It answers within seconds',
  judge: 'The judge says yes',
}

interface Props {
  cases: EvaluationCase[]
  onChange: (cases: EvaluationCase[]) => void
}

/** The evaluation: what is asked and what must come of it. */
export function CasesField({ cases, onChange }: Props) {
  const add = () => onChange([...cases, { id: freshId(cases), input: '', expect: [{ contains: '' }] }])
  return (
    <FormGroup label="Evaluation cases (at least three, one that must be refused)" role="group" fieldId="cases">
      <div className="tandem-lines">
        {cases.map((one, at) => (
          <CaseCard
            key={one.id}
            number={at + 1}
            one={one}
            onChange={(next) => onChange(cases.with(at, next))}
            onRemove={() => onChange(cases.toSpliced(at, 1))}
          />
        ))}
        <div>
          <Button variant="link" isInline onClick={add}>
            Add case
          </Button>
        </div>
      </div>
    </FormGroup>
  )
}

interface CardProps {
  number: number
  one: EvaluationCase
  onChange: (next: EvaluationCase) => void
  onRemove: () => void
}

function CaseCard({ number, one, onChange, onRemove }: CardProps) {
  const name = `Case ${number}`
  return (
    <Card isCompact component="section" aria-label={name}>
      <CardBody>
        <div className="tandem-lines">
          <div className="tandem-line">
            <TextArea
              aria-label={`${name}, question`}
              value={one.input}
              rows={1}
              autoResize
              resizeOrientation="vertical"
              onChange={(_event, input) => onChange({ ...one, input })}
            />
            <Button variant="link" isDanger aria-label={`Remove case ${number}`} onClick={onRemove}>
              Remove
            </Button>
          </div>
          {one.expect.map((check, at) => (
            <CheckLine
              key={at}
              name={`${name}, check ${at + 1}`}
              check={check}
              onChange={(next) => onChange({ ...one, expect: one.expect.with(at, next) })}
            />
          ))}
          <div>
            <Button variant="link" isInline aria-label={`Add check to case ${number}`} onClick={() => onChange({ ...one, expect: [...one.expect, { contains: '' }] })}>
              Add check
            </Button>
          </div>
        </div>
      </CardBody>
    </Card>
  )
}

function CheckLine({ name, check, onChange }: { name: string; check: Check; onChange: (check: Check) => void }) {
  const kind = (Object.keys(KINDS) as Kind[]).find((candidate) => check[candidate] !== undefined)
  if (!kind) {
    return <p className="tandem-muted">{checkText(check)}</p>
  }
  return (
    <div className="tandem-line">
      <FormSelect aria-label={`${name}, kind`} value={kind} onChange={(_event, next) => onChange(checkOf(next as Kind, ''))}>
        {(Object.keys(KINDS) as Kind[]).map((key) => (
          <FormSelectOption key={key} value={key} label={KINDS[key]} />
        ))}
      </FormSelect>
      {kind !== 'refused' && (
        <TextInput
          aria-label={`${name}, value`}
          value={String(check[kind])}
          onChange={(_event, value) => onChange(checkOf(kind, value))}
        />
      )}
    </div>
  )
}

function checkOf(kind: Kind, value: string): Check {
  switch (kind) {
    case 'refused':
      return { refused: true }
    case 'maxSeconds':
      return { maxSeconds: Number(value) || 30 }
    default:
      return { [kind]: value }
  }
}

function freshId(cases: EvaluationCase[]): string {
  const taken = new Set(cases.map((one) => one.id))
  let number = cases.length + 1
  while (taken.has(`case-${number}`)) number++
  return `case-${number}`
}
