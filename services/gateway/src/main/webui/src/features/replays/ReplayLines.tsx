import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import type { RequestReplayLine } from '../../api/hooks/useReplays.ts'
import { moneyText } from '../../ui/money.ts'

const CHANGES = { OPEN: 'not asked yet', SAME: 'same answer', EQUAL: 'judged equal', DIFFERENT: 'other answer', GONE: 'record gone' } as const
const ORDER: RequestReplayLine['change'][] = ['DIFFERENT', 'EQUAL', 'SAME', 'GONE', 'OPEN']

/** Request by request, then and now; what differs stands first. */
export function ReplayLines({ lines, version }: { lines: RequestReplayLine[]; version: string }) {
  return (
    <Table aria-label="Requests" variant="compact">
      <Thead>
        <Tr>
          <Th width={20}>Asked</Th>
          <Th width={30}>Then</Th>
          <Th width={30}>Now, version {version}</Th>
          <Th>Result</Th>
        </Tr>
      </Thead>
      <Tbody>
        {lines
          .toSorted((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
          .map((line) => (
            <Tr key={line.then.taskId}>
              <Td dataLabel="Asked" modifier="breakWord">
                {line.input ?? <span className="tandem-muted">Gone, or not for you to read.</span>}
              </Td>
              <Td dataLabel="Then" modifier="breakWord">
                <Went run={line.then} />
              </Td>
              <Td dataLabel="Now" modifier="breakWord">
                {line.now && <Went run={line.now} />}
              </Td>
              <Td dataLabel="Result">
                <Label isCompact status={line.change === 'SAME' || line.change === 'EQUAL' ? 'success' : line.change === 'DIFFERENT' ? 'warning' : 'info'}>
                  {CHANGES[line.change]}
                </Label>
              </Td>
            </Tr>
          ))}
      </Tbody>
    </Table>
  )
}

function Went({ run }: { run: RequestReplayLine['then'] }) {
  return (
    <>
      {run.answer !== undefined ? <span className="tandem-said">{run.answer || 'no answer'}</span> : <span className="tandem-muted">no text</span>}
      {run.calls.map((call, at) => (
        <div key={at} className="tandem-muted">
          {call.recorded ? 'Asked for' : 'Would have called'} {call.tool}
          {call.arguments !== undefined && ` with ${JSON.stringify(call.arguments)}`}
          {!call.recorded && (
            <>
              {' '}
              <Label isCompact status="warning">
                not on record, not made
              </Label>
            </>
          )}
        </div>
      ))}
      <div className="tandem-muted">
        {run.seconds !== undefined && `${run.seconds.toFixed(1)} s, ${moneyText(run.cost) || 'no cost'}. `}
        <Link to={`/tasks/${run.taskId}`}>Open the task</Link>
      </div>
    </>
  )
}
