import { Button, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import type { Condition, Relation } from '../../api/hooks/usePolicies.ts'
import { RELATIONS, conditionOf, keyOf, type Choice } from './rules.ts'

interface Props {
  /** Which one, for accessible names: “Condition 1 of rule-1”. */
  label: string
  condition: Condition
  choices: Choice[]
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One fact, how it is compared, and with what. Several values are told apart by commas. */
export function ConditionFields({ label, condition, choices, onChange, onRemove }: Props) {
  const choice = choices.find(({ key }) => key === keyOf(condition))
  const many = condition.test === 'IS' || condition.test === 'IS_NOT'
  const values = condition.values ?? []
  return (
    <div className="tandem-foot" role="group" aria-label={label}>
      <FormSelect
        className="tandem-fit"
        aria-label={`${label}: what`}
        value={keyOf(condition)}
        onChange={(_event, key) => {
          const other = choices.find((one) => one.key === key)
          if (other) onChange(conditionOf(other))
        }}
      >
        {!choice && <FormSelectOption value={keyOf(condition)} label={`${condition.argument ?? condition.fact} (not of this tool)`} />}
        {choices.map(({ key, label: name }) => (
          <FormSelectOption key={key} value={key} label={name} />
        ))}
      </FormSelect>
      <FormSelect
        className="tandem-fit"
        aria-label={`${label}: how`}
        value={condition.test}
        onChange={(_event, test) => onChange({ ...condition, test: test as Relation })}
      >
        {(choice?.relations ?? [condition.test]).map((relation) => (
          <FormSelectOption key={relation} value={relation} label={RELATIONS[relation]} />
        ))}
      </FormSelect>
      {choice?.choices.length ? (
        <FormSelect
          className="tandem-fit"
          aria-label={`${label}: value`}
          value={values[0] ?? ''}
          onChange={(_event, value) => onChange({ ...condition, values: [value] })}
        >
          {choice.choices.map((value) => (
            <FormSelectOption key={value} value={value} label={value.toLowerCase()} />
          ))}
        </FormSelect>
      ) : (
        <TextInput
          className="tandem-fit"
          aria-label={`${label}: value`}
          placeholder={many ? 'one or several, with commas' : undefined}
          value={values.join(', ')}
          onChange={(_event, value) => onChange({ ...condition, values: many ? value.split(/,\s?/) : [value] })}
        />
      )}
      <Button variant="link" isDanger aria-label={`Remove ${label}`} onClick={onRemove}>
        Remove
      </Button>
    </div>
  )
}
