import { Card, CardBody, CardTitle } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useRuns, type AgentRuns } from '../../api/hooks/useRuns.ts'
import { Sparkline } from '../../ui/Sparkline.tsx'

type Day = AgentRuns['days'][number]
type Shift = NonNullable<AgentRuns['manner']>['shifts'][number]

interface Figure {
  figure: Shift['figure']
  name: string
  of: (day: Day) => number
  text: (value: number, currency: string | undefined) => string
}

const FIGURES: Figure[] = [
  { figure: 'FAILED', name: 'Failed', of: (day) => day.failed / day.runs, text: percent },
  { figure: 'REFUSED', name: 'Refused', of: (day) => day.refused / day.runs, text: percent },
  { figure: 'SECONDS', name: 'Time of a run', of: (day) => day.seconds, text: (value) => `${figures(value)} s` },
  { figure: 'COST', name: 'Cost of a run', of: (day) => day.cost, text: (value, currency) => `${figures(value)} ${currency ?? ''}` },
  { figure: 'LENGTH', name: 'Tokens written', of: (day) => day.length, text: figures },
]

/** The figures of an agent over its last days, and its newest runs beside its first. */
export function HowItDoes({ agent }: { agent: string }) {
  const runs = useRuns(agent).data
  if (!runs || runs.days.length === 0) return null
  const { manner, days, currency } = runs
  return (
    <Card isCompact component="section" aria-label="How it does">
      <CardTitle component="h2">How it does</CardTitle>
      <CardBody className="tandem-lines">
        <Table aria-label="Figures of real runs" variant="compact">
          <Thead>
            <Tr>
              <Th>Figure</Th>
              <Th modifier="wrap">By day, last 30 days</Th>
              <Th modifier="wrap">Last day with runs</Th>
              {manner && <Th modifier="wrap">First {manner.runsThen} runs</Th>}
              {manner && <Th modifier="wrap">Newest {manner.runsNow} runs</Th>}
              {manner && <Th modifier="wrap">By chance</Th>}
            </Tr>
          </Thead>
          <Tbody>
            {FIGURES.map(({ figure, name, of, text }) => {
              const last = days[days.length - 1]
              const shift = manner?.shifts.find((one) => one.figure === figure)
              return (
                <Tr key={figure}>
                  <Td dataLabel="Figure">{name}</Td>
                  <Td dataLabel="By day">
                    <Sparkline label={`${name} on ${days.length === 1 ? 'one day' : `${days.length} days`}`} values={days.map(of)} />
                  </Td>
                  <Td dataLabel="Last day">{last && text(of(last), currency)}</Td>
                  {shift && <Td dataLabel="First runs">{text(shift.then, currency)}</Td>}
                  {shift && <Td dataLabel="Newest runs">{text(shift.now, currency)}</Td>}
                  {shift && <Td dataLabel="By chance">{shift.chance <= 0.001 ? 'unlikely' : 'likely'}</Td>}
                </Tr>
              )
            })}
          </Tbody>
        </Table>
        <p className="tandem-muted">
          {manner
            ? `Version ${manner.version}. Time, cost and tokens are of the middle run. “By chance” says whether so large a difference comes about where nothing has changed.`
            : 'Time, cost and tokens are of the middle run. Once the active version has 70 runs, its newest stand beside its first 50.'}
        </p>
      </CardBody>
    </Card>
  )
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function figures(value: number): string {
  return String(Number(value.toPrecision(2)))
}
