import { Alert, Card, CardBody, CardTitle, Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import { useCanaries, type Canary, type CanarySide } from '../../api/hooks/useCanaries.ts'
import { Interval } from '../../ui/Interval.tsx'
import { moneyText } from '../../ui/money.ts'
import { When } from '../../ui/When.tsx'

/** The canary that goes on, or what became of the last one, if that was taken back. */
export function CanaryPanel({ agent }: { agent: string }) {
  const canary = useCanaries(agent).data?.items[0]
  if (!canary) return null
  if (canary.endedAt) return canary.decision === 'ROLL_BACK' ? <TakenBack canary={canary} /> : null
  return (
    <Card isCompact component="section" aria-label="Canary">
      <CardTitle component="h2">
        Version {canary.version} answers {canary.share} % of the conversations{' '}
        <Label isCompact color={canary.decision === 'READY' ? 'green' : 'blue'}>
          {canary.decision === 'READY' ? 'Does no worse' : 'Is watched'}
        </Label>
      </CardTitle>
      <CardBody className="tandem-lines">
        <p>
          {canary.sentence}{' '}
          {canary.decision === 'READY' && !canary.automatic && <Link to="?tab=versions">An approver makes it active under Versions.</Link>}
        </p>
        <SideBySide canary={canary} />
        <p className="tandem-muted">
          Since <When at={canary.since} />. It is taken back by itself if it gets worse
          {canary.automatic
            ? `, and becomes active by itself after ${canary.minimumRuns} good runs of each version.`
            : `; after ${canary.minimumRuns} good runs of each version an approver decides.`}
        </p>
      </CardBody>
    </Card>
  )
}

function TakenBack({ canary }: { canary: Canary }) {
  return (
    <Alert isInline variant="danger" component="h2" title={`Version ${canary.version} was taken back from its canary`}>
      <div className="tandem-lines">
        <p>
          {canary.sentence} <When at={canary.endedAt} />
        </p>
        <SideBySide canary={canary} />
      </div>
    </Alert>
  )
}

function SideBySide({ canary: { version, sides } }: { canary: Canary }) {
  if (sides.length === 0) return null
  return (
    <Table aria-label={`Version ${version} beside the active one`} variant="compact">
      <Thead>
        <Tr>
          <Th>Version</Th>
          <Th>Runs</Th>
          <Th modifier="wrap">Went well, likely between (95 %)</Th>
          <Th modifier="wrap">What went wrong</Th>
          <Th modifier="wrap">People said</Th>
          <Th modifier="nowrap">Scored</Th>
          <Th modifier="wrap">Half within</Th>
          <Th modifier="wrap">Cost of a run</Th>
          <Th modifier="wrap">Calls of tools</Th>
        </Tr>
      </Thead>
      <Tbody>
        {sides.map((side) => (
          <SideRow key={side.version} side={side} isNew={side.version === version} />
        ))}
      </Tbody>
    </Table>
  )
}

function SideRow({ side, isNew }: { side: CanarySide; isNew: boolean }) {
  const { well } = side
  const share = well.passed / well.of
  const range = `${percent(well.low)} to ${percent(well.high)}`
  return (
    <Tr>
      <Td dataLabel="Version" modifier="nowrap">
        {side.version} ({isNew ? 'canary' : 'active'})
      </Td>
      <Td dataLabel="Runs">{well.of}</Td>
      <Td dataLabel="Went well">
        <span className="tandem-foot">
          {well.of > 0 && <Interval label={`${percent(share)} went well, between ${range}`} value={share} low={well.low} high={well.high} from={0} to={1} />}
          {well.of === 0 ? 'no run yet' : `${percent(share)}, ${range}`}
        </span>
      </Td>
      <Td dataLabel="What went wrong">
        {counted(
          [side.failed, 'failed'],
          [side.refused, 'refused'],
          [side.disliked, 'rejected'],
          [side.scored.of - side.scored.passed, 'fell short of a check'],
        )}
      </Td>
      <Td dataLabel="People said">{counted([side.liked, 'accepted'], [side.disliked, 'rejected'])}</Td>
      <Td dataLabel="Scored" modifier="nowrap">
        {side.scored.of === 0 ? 'none' : `${side.scored.passed} of ${side.scored.of} passed`}
      </Td>
      <Td dataLabel="Half within" modifier="nowrap">
        {well.of === 0 ? '–' : `${side.seconds.toFixed(1)} s`}
      </Td>
      <Td dataLabel="Cost of a run" modifier="nowrap">
        {moneyText(side.cost) || 'none'}
      </Td>
      <Td dataLabel="Calls of tools">
        {Object.entries(side.tools)
          .map(([tool, calls]) => `${tool} ${calls}`)
          .join(', ') || 'none'}
      </Td>
    </Tr>
  )
}

function counted(...parts: [number, string][]): string {
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, what]) => `${number} ${what}`)
      .join(', ') || 'nothing'
  )
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
