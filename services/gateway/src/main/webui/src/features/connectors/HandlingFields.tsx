import { Checkbox, FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem } from '@patternfly/react-core'
import type { Handling } from '../../api/hooks/useConnectors.ts'
import { SECRECY } from '../../ui/flow.ts'

interface Props {
  tool: string
  /** Names of the tool's arguments. */
  args: string[]
  value: Handling
  onChange: (value: Handling) => void
}

/** What a tool's answers make of a task that reads them, and what may not be decided by them. */
export function HandlingFields({ tool, args, value, onChange }: Props) {
  const { results } = value
  const toggle = (name: string, on: boolean) =>
    onChange({ ...value, sensitive: on ? [...value.sensitive, name] : value.sensitive.filter((other) => other !== name) })
  return (
    <>
      <FormGroup role="group" label="Its answers" fieldId={`answers-${tool}`}>
        <div className="tandem-lines">
          <Checkbox
            id={`untrusted-${tool}`}
            label="may hold what strangers wrote: they are untrusted"
            isChecked={results.untrusted}
            onChange={(_event, untrusted) => onChange({ ...value, results: { ...results, untrusted } })}
          />
          <Checkbox
            id={`personal-${tool}`}
            label="tell of people"
            isChecked={results.personal}
            onChange={(_event, personal) => onChange({ ...value, results: { ...results, personal } })}
          />
          <Checkbox
            id={`vouches-${tool}`}
            label="are a trusted store: sensitive arguments may be taken from them"
            isChecked={value.vouches}
            onChange={(_event, vouches) => onChange({ ...value, vouches })}
          />
          <FormSelect
            id={`answers-${tool}`}
            aria-label={`Secrecy of the answers of ${tool}`}
            value={results.secrecy}
            onChange={(_event, secrecy) => onChange({ ...value, results: { ...results, secrecy: secrecy as Handling['results']['secrecy'] } })}
          >
            {Object.entries(SECRECY).map(([name, label]) => (
              <FormSelectOption key={name} value={name} label={label} />
            ))}
          </FormSelect>
        </div>
      </FormGroup>
      <FormGroup role="group" label="What it is given" fieldId={`egress-${tool}`}>
        <Checkbox
          id={`egress-${tool}`}
          label="leaves the company"
          isChecked={value.egress}
          onChange={(_event, egress) => onChange({ ...value, egress })}
        />
      </FormGroup>
      {args.length > 0 && (
        <FormGroup role="group" label="Sensitive arguments" fieldId={`sensitive-${tool}`}>
          {args.map((name) => (
            <Checkbox
              key={name}
              id={`sensitive-${tool}-${name}`}
              label={name}
              isChecked={value.sensitive.includes(name)}
              onChange={(_event, on) => toggle(name, on)}
            />
          ))}
          <FormHelperText>
            <HelperText>
              <HelperTextItem>
                Recipient, account, address, path, amount: they come from a person or a trusted store, else somebody approves the call first.
              </HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
    </>
  )
}
