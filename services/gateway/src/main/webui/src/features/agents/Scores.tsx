import { Button, Card, CardBody, CardTitle, Form, Label, List, ListItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { Link } from 'react-router'
import { useChangeScoring, useRuns, useScores, type AgentScoring } from '../../api/hooks/useRuns.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Interval } from '../../ui/Interval.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { When } from '../../ui/When.tsx'
import { within } from '../../ui/within.ts'

/** How a share of real runs was scored, by version. */
export function Scores({ agent }: { agent: string }) {
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const scores = useScores(agent)
  const drift = useRuns(agent).data?.scored
  if (scores.isError) return <Problem what="The scores cannot be shown" problem={scores.error} onRetry={() => void scores.refetch()} />
  if (!scores.data) return null
  const { sentence, usedUp, versions, fellShort } = scores.data
  const may = ['builder', 'operator', 'admin'].some((role) => hasRole(me, role))
  const shift = drift?.shifts[0]
  return (
    <Card isCompact component="section" aria-label="Scores of real runs">
      <CardTitle component="h2">
        Scores of real runs{' '}
        {usedUp && (
          <Label isCompact color="orange">
            Budget of today is used up
          </Label>
        )}
      </CardTitle>
      <CardBody className="tandem-lines">
        <p>
          {sentence}{' '}
          {may && !changing && (
            <Button variant="link" isInline onClick={() => setChanging(true)}>
              Change it
            </Button>
          )}
        </p>
        {changing && <Terms scoring={scores.data} onDone={() => setChanging(false)} />}
        {versions.length > 0 && <Versions versions={versions} />}
        {drift && shift && (
          <p>
            {percent(shift.now)} of the newest {drift.runsNow} scored runs of version {drift.version} fell short, {percent(shift.then)} of the first{' '}
            {drift.runsThen}: {shift.chance <= 0.001 ? 'chance is an unlikely reason.' : 'that may be chance.'}
          </p>
        )}
        {fellShort.length > 0 && <FellShort runs={fellShort} />}
        <p className="tandem-muted">
          A run is scored by the limits and prohibitions that all cases of its version share, and by the judges of its cases that count. What was asked and answered
          is not copied.
        </p>
      </CardBody>
    </Card>
  )
}

function Versions({ versions }: { versions: AgentScoring['versions'] }) {
  return (
    <Table aria-label="Scores by version" variant="compact">
      <Thead>
        <Tr>
          <Th>Version</Th>
          <Th>Scored</Th>
          <Th modifier="wrap">Passed each check, likely between (95 %)</Th>
          <Th modifier="wrap">By day, last 30 days</Th>
        </Tr>
      </Thead>
      <Tbody>
        {versions.map(({ version, passed, days }) => {
          const share = passed.passed / passed.of
          const range = `${percent(passed.low)} to ${percent(passed.high)}`
          return (
            <Tr key={version}>
              <Td dataLabel="Version">{version}</Td>
              <Td dataLabel="Scored">{passed.of}</Td>
              <Td dataLabel="Passed">
                <span className="tandem-foot">
                  <Interval label={`${percent(share)} passed, between ${range}`} value={share} low={passed.low} high={passed.high} from={0} to={1} />
                  {percent(share)}, {range}
                </span>
              </Td>
              <Td dataLabel="By day">
                <Sparkline
                  label={`Share that passed on ${days.length === 1 ? 'one day' : `${days.length} days`}`}
                  values={days.map((day) => day.passed / day.scored)}
                  most={1}
                />
              </Td>
            </Tr>
          )
        })}
      </Tbody>
    </Table>
  )
}

function FellShort({ runs }: { runs: AgentScoring['fellShort'] }) {
  return (
    <>
      <h3>Runs that fell short, the newest {runs.length}</h3>
      <List isPlain aria-label="Runs that fell short">
        {runs.map(({ task, version, began, checks }) => (
          <ListItem key={task}>
            <Link to={`/tasks/${task}`}>{checks.join('; ')}</Link> version {version}, <When at={began} />
          </ListItem>
        ))}
      </List>
    </>
  )
}

function Terms({ scoring, onDone }: { scoring: AgentScoring; onDone: () => void }) {
  const [share, setShare] = useState(String(scoring.share))
  const [runsADay, setRunsADay] = useState(String(scoring.runsADay))
  const change = useChangeScoring(scoring.agent)
  const isValid = within(share, 0, 100) && within(runsADay, 1, 10_000)
  return (
    <Form
      aria-label="How many runs are scored"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ share: Number(share), runsADay: Number(runsADay) }, { onSuccess: onDone })
      }}
    >
      <NumberField id="score-share" label="Share of runs in percent" from={0} to={100} value={share} onChange={setShare}>
        0 turns scoring off. Which runs are scored follows from their names.
      </NumberField>
      <NumberField id="score-runs" label="Runs a day at most" from={1} to={10_000} value={runsADay} onChange={setRunsADay}>
        A judge asks a model up to three times for a run.
      </NumberField>
      {change.isError && <Problem what="Nothing was changed" problem={change.error} />}
      <div className="tandem-foot">
        <Button type="submit" isDisabled={!isValid || change.isPending}>
          Save
        </Button>
        <Button variant="link" onClick={onDone}>
          Leave it as it is
        </Button>
      </div>
    </Form>
  )
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
