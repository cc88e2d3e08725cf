import { Button, Card, CardBody, CardTitle, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core'
import { useId } from 'react'
import type { Condition, Rule, RuleVocabulary } from '../../api/hooks/usePolicies.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { SUBJECTS, choicesOf, conditionOf, outcomesOf } from './rules.ts'

interface Props {
  rule: Rule
  /** The rule as a sentence, while it is what was last tried out. */
  says?: string
  known: RuleVocabulary
  onChange: (rule: Rule) => void
  onRemove: () => void
}

/** One rule as a form. */
export function RuleFields({ rule, says, known, onChange, onRemove }: Props) {
  const id = useId()
  const choices = choicesOf(rule, known)
  const first = choices[0]
  const when = rule.when ?? []
  const put = (at: number, ...conditions: Condition[]) => onChange({ ...rule, when: when.toSpliced(at, 1, ...conditions) })
  const about = (kind: Rule['about']['kind'], tool = known.tools[0]?.name) => {
    const next: Rule = { ...rule, about: { kind, tools: kind === 'TOOLS' && tool ? [tool] : [] }, when: [] }
    const possible = outcomesOf(next).map(([outcome]) => outcome)
    onChange({ ...next, outcome: possible.includes(rule.outcome) ? rule.outcome : 'DENY' })
  }
  return (
    <Card isCompact component="section" aria-label={`Rule ${rule.name}`}>
      <CardTitle component="h3" className="tandem-wrap">
        {says ?? rule.name}
      </CardTitle>
      <CardBody className="tandem-lines">
        <div className="tandem-foot">
          <FormSelect className="tandem-fit" aria-label="What is decided" value={rule.outcome} onChange={(_event, outcome) => onChange({ ...rule, outcome: outcome as Rule['outcome'] })}>
            {outcomesOf(rule).map(([outcome, label]) => (
              <FormSelectOption key={outcome} value={outcome} label={label} />
            ))}
          </FormSelect>
          <FormSelect className="tandem-fit" aria-label="About what" value={rule.about.kind} onChange={(_event, kind) => about(kind as Rule['about']['kind'])}>
            {Object.entries(SUBJECTS).map(([kind, label]) => (
              <FormSelectOption key={kind} value={kind} label={label} isDisabled={kind === 'TOOLS' && known.tools.length === 0} />
            ))}
          </FormSelect>
          {rule.about.kind === 'TOOLS' && (
            <FormSelect className="tandem-fit" aria-label="Which tool" value={rule.about.tools?.[0]} onChange={(_event, tool) => about('TOOLS', tool)}>
              {known.tools.map(({ name }) => (
                <FormSelectOption key={name} value={name} label={name} />
              ))}
            </FormSelect>
          )}
        </div>
        {when.map((condition, at) => (
          <ConditionFields
            key={at}
            label={`Condition ${at + 1} of ${rule.name}`}
            condition={condition}
            choices={choices}
            onChange={(changed) => put(at, changed)}
            onRemove={() => put(at)}
          />
        ))}
        <div className="tandem-foot">
          <Button variant="link" isInline isDisabled={!first} onClick={() => first && onChange({ ...rule, when: [...when, conditionOf(first)] })}>
            {when.length === 0 ? 'Only when…' : 'And when…'}
          </Button>
        </div>
        <FormGroup label="What people are told" fieldId={`${id}-reason`} isRequired>
          <TextInput id={`${id}-reason`} isRequired value={rule.reason} onChange={(_event, reason) => onChange({ ...rule, reason })} />
        </FormGroup>
        <Grid hasGutter md={6}>
          <GridItem>
            <FormGroup label="Who can change it" fieldId={`${id}-change`}>
              <TextInput id={`${id}-change`} value={rule.change ?? ''} onChange={(_event, change) => onChange({ ...rule, change: change || undefined })} />
            </FormGroup>
          </GridItem>
          <GridItem>
            <FormGroup label="Its name in decisions" fieldId={`${id}-name`} isRequired>
              <TextInput id={`${id}-name`} isRequired value={rule.name} onChange={(_event, name) => onChange({ ...rule, name })} />
            </FormGroup>
          </GridItem>
        </Grid>
        <div>
          <Button variant="link" isInline isDanger aria-label={`Remove this rule: ${rule.name}`} onClick={onRemove}>
            Remove this rule
          </Button>
        </div>
      </CardBody>
    </Card>
  )
}
