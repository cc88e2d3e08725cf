import { Alert, Button, PageSection, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useWorth, type Worth } from '../../api/hooks/useWorth.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { moneyText } from '../../ui/money.ts'
import { countText } from '../../ui/words.ts'
import { AssumptionDialog } from './AssumptionDialog.tsx'

const BY = { agent: 'By agent', team: 'By team', month: 'By month' } as const
type By = keyof typeof BY

/** `/worth?by=agent|team|month`: time saved by what people accepted, less what it cost. */
export default function WorthPage() {
  const [query, setQuery] = useSearchParams()
  const asked = query.get('by')
  const by: By = asked === 'team' || asked === 'month' ? asked : 'agent'
  const worth = useWorth(by)
  return (
    <>
      <PageHead title="Worth">Time saved by results that somebody accepted, less what models and tools cost. Nothing else is counted.</PageHead>
      <PageSection isFilled aria-label="Worth">
        <ToggleGroup aria-label="Lines">
          {(Object.keys(BY) as By[]).map((key) => (
            <ToggleGroupItem key={key} text={BY[key]} isSelected={by === key} onChange={() => setQuery(key === 'agent' ? {} : { by: key })} />
          ))}
        </ToggleGroup>
        {worth.isPending && <Loading what="worth" />}
        {worth.isError && <Problem what="The worth cannot be shown" problem={worth.error} onRetry={() => void worth.refetch()} />}
        {worth.data?.items.length === 0 && (
          <EmptyPage title="No task yet" action={<LinkButton to="/agents">Agents</LinkButton>}>
            Ask an agent something, and accept its result where it is good.
          </EmptyPage>
        )}
        {worth.data && worth.data.items.length > 0 && <Lines worth={worth.data} by={by} />}
      </PageSection>
    </>
  )
}

function Lines({ worth, by }: { worth: Worth; by: By }) {
  const [editing, setEditing] = useState<string>()
  const assumption = (agent: string) => worth.assumptions.find((one) => one.agent === agent)
  return (
    <div className="tandem-lines tandem-nested">
      {worth.missing.length > 0 && (
        <Alert isInline variant="info" component="h2" title="Accepted, but not counted yet">
          Say how much time one accepted result of these agents saves: {worth.missing.join(', ')}.
        </Alert>
      )}
      <Table aria-label={BY[by]} variant="compact">
        <Thead>
          <Tr>
            <Th>{by === 'agent' ? 'Agent' : by === 'team' ? 'Team' : 'Month'}</Th>
            <Th modifier="wrap">Tasks</Th>
            <Th modifier="wrap">Accepted</Th>
            <Th modifier="wrap">Rejected</Th>
            <Th modifier="wrap">Hours saved</Th>
            <Th modifier="wrap">Saved</Th>
            <Th modifier="wrap">Cost</Th>
            <Th modifier="wrap">Worth</Th>
            {by === 'agent' && <Th modifier="wrap">Reckoned with</Th>}
          </Tr>
        </Thead>
        <Tbody>
          {worth.items.map((line) => (
            <Tr key={line.key}>
              <Td dataLabel={BY[by]} modifier="nowrap">
                {by === 'agent' ? <Link to={`/agents/${line.key}`}>{line.key}</Link> : line.key}
              </Td>
              <Td dataLabel="Tasks">{line.tasks}</Td>
              <Td dataLabel="Accepted">{line.accepted}</Td>
              <Td dataLabel="Rejected">{line.rejected}</Td>
              <Td dataLabel="Hours saved">{countText(Math.round((line.minutesSaved / 60) * 100) / 100)}</Td>
              <Td dataLabel="Saved" modifier="nowrap">{moneyText(line.saved) || '–'}</Td>
              <Td dataLabel="Cost" modifier="nowrap">{moneyText(line.cost) || 'none'}</Td>
              <Td dataLabel="Worth" modifier="nowrap">
                <strong>{signed(line.worth)}</strong>
              </Td>
              {by === 'agent' && (
                <Td dataLabel="Reckoned with">
                  <Button variant="link" isInline onClick={() => setEditing(line.key)} aria-label={`${assumptionText(assumption(line.key))}: change for ${line.key}`}>
                    {assumptionText(assumption(line.key))}
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {editing && <AssumptionDialog agent={editing} known={assumption(editing)} onClose={() => setEditing(undefined)} />}
    </div>
  )
}

function assumptionText(assumption: Worth['assumptions'][number] | undefined): string {
  if (!assumption) return 'not set'
  const call = Number(assumption.callCost.amount) > 0 ? `, ${moneyText(assumption.callCost)} a call` : ''
  return `${assumption.minutesSaved} min at ${moneyText(assumption.hourlyRate)} an hour${call}`
}

function signed(money: { amount: string; currency: string } | undefined): string {
  if (!money) return '–'
  const negative = money.amount.startsWith('-')
  const text = moneyText({ ...money, amount: money.amount.replace('-', '') })
  return negative ? `−${text}` : text
}
