import { Button, Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import type { AuditFilter } from '../../api/hooks/useAudit.ts'

const FIELDS: { name: keyof AuditFilter; label: string; placeholder: string }[] = [
  { name: 'q', label: 'Text', placeholder: 'Any word' },
  { name: 'person', label: 'Person', placeholder: 'builder' },
  { name: 'agent', label: 'Agent', placeholder: 'shop-analyst' },
  { name: 'version', label: 'Version', placeholder: '1' },
  { name: 'task', label: 'Task', placeholder: 'Task id' },
  { name: 'tool', label: 'Tool', placeholder: 'database/query' },
]
const DECISIONS = ['allowed', 'denied', 'waiting', 'granted', 'used', 'rejected', 'expired', 'withdrawn', 'passed', 'failed']

interface Props {
  filter: AuditFilter
  onApply: (query: Record<string, string>) => void
}

/** What to look for; times are the reader's own and travel as UTC. */
export function AuditFilters({ filter, onApply }: Props) {
  const [draft, setDraft] = useState<AuditFilter>(filter)
  const address = JSON.stringify(filter)
  const [shown, setShown] = useState(address)
  if (shown !== address) {
    // Going back and forth in the browser changes the filter, too.
    setShown(address)
    setDraft(filter)
  }
  const set = (name: keyof AuditFilter, value: string) => setDraft({ ...draft, [name]: value || undefined })
  const apply = (next: AuditFilter) =>
    onApply(Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => Boolean(entry[1]))))
  return (
    <Form
      aria-label="Filter"
      className="tandem-nested"
      onSubmit={(event) => {
        event.preventDefault()
        apply(draft)
      }}
    >
      <Grid hasGutter sm={6} lg={4}>
        {FIELDS.map(({ name, label, placeholder }) => (
          <GridItem key={name}>
            <FormGroup label={label} fieldId={`audit-${name}`}>
              <TextInput
                id={`audit-${name}`}
                value={draft[name] ?? ''}
                placeholder={placeholder}
                onChange={(_event, value) => set(name, value)}
              />
            </FormGroup>
          </GridItem>
        ))}
        <GridItem>
          <FormGroup label="Decision" fieldId="audit-decision">
            <FormSelect id="audit-decision" value={draft.decision ?? ''} onChange={(_event, value) => set('decision', value)}>
              <FormSelectOption value="" label="Any" />
              {DECISIONS.map((decision) => (
                <FormSelectOption key={decision} value={decision} label={decision} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="From" fieldId="audit-from">
            <TextInput
              id="audit-from"
              type="datetime-local"
              value={local(draft.from)}
              onChange={(_event, value) => set('from', value && new Date(value).toISOString())}
            />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="To" fieldId="audit-to">
            <TextInput
              id="audit-to"
              type="datetime-local"
              value={local(draft.to)}
              onChange={(_event, value) => set('to', value && new Date(value).toISOString())}
            />
          </FormGroup>
        </GridItem>
      </Grid>
      <div className="tandem-foot">
        <Button type="submit" variant="secondary">
          Apply filter
        </Button>
        <Button
          variant="link"
          onClick={() => {
            setDraft({})
            apply({})
          }}
        >
          Clear filter
        </Button>
      </div>
    </Form>
  )
}

/** An RFC 3339 time as the field wants it: local, to the minute. */
function local(time: string | undefined): string {
  if (!time) return ''
  const date = new Date(time)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
