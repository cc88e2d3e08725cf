import { ActionGroup, Checkbox, Form, FormFieldGroup, FormFieldGroupHeader, FormGroup, FormHelperText, FormSelect, FormSelectOption, Grid, GridItem, HelperText, HelperTextItem, TextArea, TextInput } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { AgentDefinition } from '../../api/hooks/useAgents.ts'
import { durationOf, minutesOf } from '../../ui/words.ts'
import { CasesField } from './CasesField.tsx'
import { LinesField } from './LinesField.tsx'
import { ToolsField } from './ToolsField.tsx'

type Spec = AgentDefinition['spec']

interface Props {
  definition: AgentDefinition
  /** As the designer made it; its reasons name places in this one. */
  drafted: AgentDefinition
  /** Why, by path, such as `spec.tools[0]`. */
  reasons: Record<string, string>
  onChange: (definition: AgentDefinition) => void
  actions: ReactNode
  /** What came of the last action; stays in sight with the actions. */
  notices: ReactNode
}

const NAME = /^[a-z][a-z0-9-]{1,62}$/

/** The whole draft, line by line. */
export function DraftForm({ definition, drafted, reasons, onChange, actions, notices }: Props) {
  const { metadata, spec } = definition
  const meta = (part: Partial<typeof metadata>) => onChange({ ...definition, metadata: { ...metadata, ...part } })
  const set = (part: Partial<Spec>) => onChange({ ...definition, spec: { ...spec, ...part } })
  const toolReasons = reasonsByTool(drafted, reasons)
  const wrongName = metadata.name !== '' && !NAME.test(metadata.name)
  const text = (id: string, label: string, value: string, change: (value: string) => void) => (
    <FormGroup label={label} fieldId={id}>
      <TextInput id={id} value={value} onChange={(_event, next) => change(next)} />
    </FormGroup>
  )
  return (
    <Form onSubmit={(event) => event.preventDefault()} aria-label="Draft of the agent">
      <Grid hasGutter md={6}>
        <GridItem>
          <FormGroup label="Name" fieldId="name" isRequired>
            <TextInput
              id="name"
              value={metadata.name}
              isRequired
              validated={wrongName ? 'error' : 'default'}
              onChange={(_event, name) => meta({ name })}
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem variant={wrongName ? 'error' : 'default'}>
                  Small letters, digits and dashes; callers use it.
                </HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </GridItem>
        <GridItem>{text('team', 'Team', metadata.team, (team) => meta({ team }))}</GridItem>
        <GridItem>{text('owner', 'Owner', metadata.owner, (owner) => meta({ owner }))}</GridItem>
        <GridItem>{text('deputy', 'Deputy', metadata.deputy, (deputy) => meta({ deputy }))}</GridItem>
      </Grid>
      {text('purpose', 'Purpose', spec.purpose, (purpose) => set({ purpose }))}
      <FormGroup label="Instructions" fieldId="instructions">
        <TextArea
          id="instructions"
          value={spec.instructions}
          onChange={(_event, instructions) => set({ instructions })}
          autoResize
          rows={6}
          resizeOrientation="vertical"
        />
      </FormGroup>
      <Grid hasGutter md={6}>
        <GridItem>
          <Choice
            id="tier"
            label="Tier"
            value={spec.tier}
            options={{ fast: 'Fast: answers at once', deep: 'Deep: thinks for minutes', auto: 'Auto: the router decides' }}
            reason={reasons['tier'] ?? reasons['spec.tier']}
            onChange={(tier) => set({ tier })}
          />
        </GridItem>
        <GridItem>
          <Choice
            id="risk"
            label="Risk"
            value={spec.risk ?? 'low'}
            options={{ low: 'Low', medium: 'Medium', high: 'High' }}
            reason={reasons['risk'] ?? reasons['spec.risk']}
            onChange={(risk) => set({ risk })}
          />
        </GridItem>
      </Grid>
      <ToolsField tools={spec.tools ?? []} reasons={toolReasons} onChange={(tools) => set({ tools })} />
      <LinesField label="Agents it may ask" one="agent" lines={spec.peers ?? []} onChange={(peers) => set({ peers })} />
      <LinesField
        label="It must not"
        one="rule"
        lines={spec.guardrails?.mustNot ?? []}
        onChange={(mustNot) => set({ guardrails: { ...spec.guardrails, mustNot } })}
      />
      <Checkbox
        id="plan"
        label="A person agrees to its plan first"
        description="It says what it wants to call, in order, and waits. Nothing else can be called then."
        isChecked={spec.guardrails?.plan === 'ask'}
        onChange={(_event, asks) => set({ guardrails: { ...spec.guardrails, mustNot: spec.guardrails?.mustNot ?? [], plan: asks ? 'ask' : undefined } })}
      />
      <BudgetFields budget={spec.budget ?? {}} onChange={(budget) => set({ budget })} />
      <CasesField
        cases={spec.evaluation?.cases ?? []}
        onChange={(cases) => set({ evaluation: { ...spec.evaluation, cases } })}
      />
      <div className="tandem-actions">
        <div className="tandem-notices">{notices}</div>
        <ActionGroup>{actions}</ActionGroup>
      </div>
    </Form>
  )
}

function reasonsByTool(drafted: AgentDefinition, reasons: Record<string, string>): Record<string, string> {
  const found = (drafted.spec.tools ?? []).map((tool, at) => [tool, reasons[`spec.tools[${at}]`] ?? reasons[tool]])
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

interface ChoiceProps<T extends string> {
  id: string
  label: string
  value: T
  options: Record<T, string>
  reason?: string
  onChange: (value: T) => void
}

function Choice<T extends string>({ id, label, value, options, reason, onChange }: ChoiceProps<T>) {
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect id={id} value={value} onChange={(_event, next) => onChange(next as T)}>
        {(Object.keys(options) as T[]).map((key) => (
          <FormSelectOption key={key} value={key} label={options[key]} />
        ))}
      </FormSelect>
      {reason && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{reason}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  )
}

type Budget = NonNullable<Spec['budget']>

function BudgetFields({ budget, onChange }: { budget: Budget; onChange: (budget: Budget) => void }) {
  const number = (value: string) => (value === '' ? undefined : Number(value))
  return (
    <FormFieldGroup header={<FormFieldGroupHeader titleText={{ text: 'Budget', id: 'budget' }} />}>
      <Grid hasGutter md={6}>
        <GridItem>
          <FormGroup label="Steps" fieldId="max-steps">
            <TextInput
              id="max-steps"
              type="number"
              min={1}
              value={budget.maxSteps ?? ''}
              onChange={(_event, value) => onChange({ ...budget, maxSteps: number(value) })}
            />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Tokens" fieldId="max-tokens">
            <TextInput
              id="max-tokens"
              type="number"
              min={1}
              value={budget.maxTokens ?? ''}
              onChange={(_event, value) => onChange({ ...budget, maxTokens: number(value) })}
            />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Minutes" fieldId="max-duration">
            <TextInput
              id="max-duration"
              type="number"
              min={1}
              value={minutesOf(budget.maxDuration) ?? ''}
              onChange={(_event, value) => onChange({ ...budget, maxDuration: durationOf(number(value)) })}
            />
          </FormGroup>
        </GridItem>
        <GridItem>
          <CostField id="max-cost" label="Cost of a task" cost={budget.maxCostPerTask} onChange={(maxCostPerTask) => onChange({ ...budget, maxCostPerTask })} />
        </GridItem>
        <GridItem>
          <CostField id="max-cost-day" label="Cost of all tasks on a day" cost={budget.maxCostPerDay} onChange={(maxCostPerDay) => onChange({ ...budget, maxCostPerDay })} />
        </GridItem>
      </Grid>
    </FormFieldGroup>
  )
}

type Cost = NonNullable<Spec['budget']>['maxCostPerTask']

function CostField({ id, label, cost, onChange }: { id: string; label: string; cost: Cost; onChange: (cost: Cost) => void }) {
  const currency = cost?.currency ?? 'EUR'
  return (
    <FormGroup label={`${label}, in ${currency}`} fieldId={id}>
      <TextInput id={id} inputMode="decimal" value={cost?.amount ?? ''} onChange={(_event, amount) => onChange(amount ? { amount, currency } : undefined)} />
    </FormGroup>
  )
}
