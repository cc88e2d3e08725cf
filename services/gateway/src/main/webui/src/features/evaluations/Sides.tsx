import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { EvaluationReport } from '../../api/hooks/useEvaluations.ts'
import { moneyText } from '../../ui/money.ts'
import { Interval } from '../../ui/Interval.tsx'

const VERDICTS = {
  BETTER: 'better',
  NO_WORSE: 'no worse',
  WORSE: 'worse',
  NOT_ENOUGH_DATA: 'not enough data to be sure',
} as const

type Side = EvaluationReport['candidate']

/** How the version did, and the one that was active, with their intervals. */
export function Sides({ report }: { report: EvaluationReport }) {
  const { candidate, active, difference } = report
  return (
    <>
      <Table aria-label="How the versions did" variant="compact">
        <Thead>
          <Tr>
            <Th>Version</Th>
            <Th modifier="wrap">Cases passed</Th>
            <Th modifier="wrap">Likely between (95 %)</Th>
            <Th modifier="wrap">Single runs</Th>
            <Th modifier="wrap">Nine of ten within</Th>
            <Th modifier="wrap">Cost of a run</Th>
          </Tr>
        </Thead>
        <Tbody>
          <SideRow side={candidate} name={report.tier ? candidate.version : `${candidate.version} (new)`} />
          {active && <SideRow side={active} name={report.tier ? active.version : `${active.version} (active)`} />}
        </Tbody>
      </Table>
      {difference && (
        <p className="tandem-foot">
          {report.verdict && (
            <span>
              In figures: <strong>{VERDICTS[report.verdict]}</strong>.
            </span>
          )}
          <span>
            Difference {points(difference.value)}, likely between {points(difference.low)} and {points(difference.high)}.
          </span>
          <Interval
            label={`Difference ${points(difference.value)}, between ${points(difference.low)} and ${points(difference.high)}; the marks are zero and minus the margin`}
            value={difference.value}
            low={difference.low}
            high={difference.high}
            from={-reach(difference)}
            to={reach(difference)}
            marks={[0, -difference.margin]}
          />
          <span className="tandem-muted">
            {difference.gained} better, {difference.lost} worse; chance alone would do that in {Math.round(difference.p * 100)} of 100
            comparisons (McNemar’s exact test). Margin {Math.round(difference.margin * 1000) / 10} points.
          </span>
        </p>
      )}
    </>
  )
}

function SideRow({ side, name }: { side: Side; name: string }) {
  const { cases, runs } = side
  const share = cases.of === 0 ? 1 : cases.passed / cases.of
  const range = `${percent(cases.low)} to ${percent(cases.high)}`
  return (
    <Tr>
      <Td dataLabel="Version" modifier="nowrap">
        {name}
      </Td>
      <Td dataLabel="Cases passed" modifier="nowrap">
        {cases.passed} of {cases.of}
      </Td>
      <Td dataLabel="Likely between (95 %)">
        <span className="tandem-foot">
          <Interval label={`${percent(share)}, between ${range}`} value={share} low={cases.low} high={cases.high} from={0} to={1} />
          {range}
        </span>
      </Td>
      <Td dataLabel="Single runs" modifier="nowrap">
        {runs.passed} of {runs.of}
      </Td>
      <Td dataLabel="Nine of ten within" modifier="nowrap">{side.seconds.toFixed(1)} s</Td>
      <Td dataLabel="Cost of a run" modifier="nowrap">{moneyText(side.cost) || 'none'}</Td>
    </Tr>
  )
}

function reach({ low, high, margin }: NonNullable<EvaluationReport['difference']>): number {
  return Math.min(1, Math.max(Math.abs(low), Math.abs(high), margin) * 1.1)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function points(share: number): string {
  const text = (Math.round(share * 1000) / 10).toFixed(1)
  return `${share > 0 ? '+' : ''}${text} points`
}
