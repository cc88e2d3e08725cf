import { Button, Card, CardBody, CardTitle, Form, FormGroup, Grid, GridItem, PageSection, TextInput } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePeriodReport, useSaveReport, type Period, type PeriodReport } from '../../api/hooks/usePeriodReport.ts'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { countText, nameOf } from '../../ui/words.ts'
import { Bars } from './Bars.tsx'

const DAY = 24 * 60 * 60 * 1000
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** `/audit/report?from=&to=&team=`: what the ledger says of a period. */
export default function ReportPage() {
  const [query, setQuery] = useSearchParams()
  const from = query.get('from') ?? dayOf(Date.now() - 30 * DAY)
  const to = query.get('to') ?? dayOf(Date.now() + DAY)
  const team = query.get('team') ?? ''
  const period: Period = { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, team: team || undefined }
  const report = usePeriodReport(period)
  const save = useSaveReport(period)
  return (
    <>
      <PageHead
        title="Report"
        above={[{ to: '/audit', name: 'Audit' }]}
        actions={
          <>
            <Button variant="secondary" isDisabled={save.isPending} onClick={() => save.mutate('pdf')}>
              Save signed PDF
            </Button>
            <Button variant="secondary" isDisabled={save.isPending} onClick={() => save.mutate('csv')}>
              Save CSV
            </Button>
          </>
        }
      >
        Who may do what, what changed, what was denied and approved, and what was done in spite of a default: counted from the ledger alone.
      </PageHead>
      <PageSection isFilled aria-label="Report">
        <PeriodForm key={`${from} ${to} ${team}`} from={from} to={to} team={team} onApply={(next) => setQuery(next)} />
        {save.isError && <Problem what="Nothing was saved" problem={save.error} />}
        {report.isPending && <Loading what="the report" />}
        {report.isError && <Problem what="The report cannot be shown" problem={report.error} onRetry={() => void report.refetch()} />}
        {report.data && <Report report={report.data} />}
      </PageSection>
    </>
  )
}

function PeriodForm(given: { from: string; to: string; team: string; onApply: (next: Record<string, string>) => void }) {
  const [from, setFrom] = useState(given.from)
  const [to, setTo] = useState(given.to)
  const [team, setTeam] = useState(given.team)
  return (
    <Form
      aria-label="Period"
      onSubmit={(event) => {
        event.preventDefault()
        given.onApply({ from, to, ...(team.trim() && { team: team.trim() }) })
      }}
    >
      <Grid hasGutter md={4}>
        <GridItem>
          <FormGroup label="From" fieldId="report-from">
            <TextInput id="report-from" type="date" value={from} isRequired onChange={(_event, value) => setFrom(value)} />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Before" fieldId="report-to">
            <TextInput id="report-to" type="date" value={to} isRequired onChange={(_event, value) => setTo(value)} />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Team" fieldId="report-team">
            <TextInput id="report-team" value={team} placeholder="All teams" onChange={(_event, value) => setTeam(value)} />
          </FormGroup>
        </GridItem>
      </Grid>
      <div className="tandem-foot">
        <Button type="submit" variant="secondary" isDisabled={!from || !to}>
          Show
        </Button>
      </div>
    </Form>
  )
}

function Report({ report: { access, changes, denials, approvals, overrides, erasedPayloads } }: { report: PeriodReport }) {
  return (
    <div className="tandem-lines tandem-nested">
      {erasedPayloads > 0 && (
        <p>
          Records of the period whose content is gone: {countText(erasedPayloads)}; what only content tells is not counted of them.
        </p>
      )}
      <Part title={`Approvals asked for: ${countText(approvals.asked)}`}>
        <Bars
          label="Approvals"
          counts={[
            { name: 'granted', count: approvals.granted },
            { name: 'of these with other arguments', count: approvals.edited },
            { name: 'rejected', count: approvals.rejected },
            { name: 'expired', count: approvals.expired },
            { name: 'withdrawn', count: approvals.withdrawn },
          ]}
        />
        {approvals.medianSeconds != null && (
          <p>
            Half were decided within {countText(approvals.medianSeconds)} s, nine of ten within {countText(approvals.p90Seconds ?? 0)} s.
          </p>
        )}
      </Part>
      <Part title={`Denials: ${countText(denials.total)}`}>
        <Grid hasGutter md={6}>
          {(
            [
              ['By policy', denials.policies],
              ['By agent', denials.agents],
              ['By tool', denials.tools],
              ['By person', denials.people.map(({ name, count }) => ({ name: nameOf(name), count }))],
            ] as const
          ).map(([label, counts]) => (
            <GridItem key={label}>
              <h3>{label}</h3>
              <Bars label={`Denials ${label.toLowerCase()}`} counts={[...counts]} />
            </GridItem>
          ))}
        </Grid>
      </Part>
      <Deeds title={`Overrides of defaults: ${countText(overrides.total)}`} deeds={overrides} />
      <Deeds title={`Changes: ${countText(changes.total)}`} deeds={changes} />
      <Part title="Who may do what at the end">
        <ul aria-label="Access">
          {access.agents.map(({ agent, team, version, tools }) => (
            <li key={agent}>
              Agent {agent}@{version} of team {team} is active{tools && tools.length > 0 && `, with ${tools.join(', ')}`}
            </li>
          ))}
          {access.grants.map(({ agent, to, right, givenBy, since }) => (
            <li key={`${agent} ${to} ${right}`}>
              {to} may {right} {agent}, given by {nameOf(givenBy)}, <When at={since} />
            </li>
          ))}
          {access.exemptions.map(({ agent, version, tool, givenBy, since }) => (
            <li key={`${agent} ${version} ${tool}`}>
              {agent}@{version} need not ask for {tool}, exempted by {nameOf(givenBy)}, <When at={since} />
            </li>
          ))}
          {access.people.map(({ person, roles }) => (
            <li key={person}>
              {nameOf(person)} signed in as {roles.join(', ') || 'nobody in particular'}
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

function Deeds({ title, deeds: { total, kinds, items } }: { title: string; deeds: PeriodReport['changes'] }) {
  return (
    <Part title={title}>
      <Bars label={`${title} by kind`} counts={kinds} />
      {items.length > 0 && (
        <ul aria-label={title} className="tandem-nested">
          {items.map(({ team, number, time, summary }) => (
            <li key={`${team} ${number}`} className="tandem-wrap">
              <When at={time} />: {summary} <span className="tandem-muted">Record {countText(number)} of {team}</span>
            </li>
          ))}
        </ul>
      )}
      {total > items.length && <p>The newest are listed; choose a shorter period for the others.</p>}
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card isCompact component="section" aria-label={title}>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  )
}
