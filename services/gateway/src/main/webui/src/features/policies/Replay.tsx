import { Button } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import { useReplayPolicies, type PolicyReplay } from '../../api/hooks/usePolicies.ts'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { OUTCOMES } from '../../ui/outcomes.ts'
import { countText, nameOf } from '../../ui/words.ts'

/** What these policies would have decided otherwise in the last week. */
export function Replay({ team, text }: { team: string; text: string }) {
  const replay = useReplayPolicies(team)
  return (
    <div className="tandem-lines">
      <div>
        <Button variant="secondary" isLoading={replay.isPending} onClick={() => replay.mutate(text)}>
          What would have changed
        </Button>
      </div>
      {replay.isError && <Problem what="The last week could not be asked again" problem={replay.error} />}
      {replay.data && <Changes report={replay.data} />}
    </div>
  )
}

function Changes({ report }: { report: PolicyReplay }) {
  return (
    <>
      <p role="status">
        {countText(report.calls)} calls of tools in the last seven days: {countText(report.same)} would have been decided as they
        were, {countText(report.different)} otherwise
        {report.unanswered > 0 && `, ${countText(report.unanswered)} were of tools that are gone`}
        {!report.whole && '; older ones were left out'}.
      </p>
      {report.differences.length > 0 && (
        <Table variant="compact" aria-label="What would have changed">
          <Thead>
            <Tr>
              <Th>When</Th>
              <Th>Call</Th>
              <Th>For</Th>
              <Th>It was</Th>
              <Th>It would have been</Th>
            </Tr>
          </Thead>
          <Tbody>
            {report.differences.map((one) => (
              <Tr key={`${one.task} ${one.time}`}>
                <Td dataLabel="When" modifier="nowrap">
                  <When at={one.time} />
                </Td>
                <Td dataLabel="Call" className="tandem-wrap">
                  <Link to={`/tasks/${one.task}`}>{one.tool}</Link> by {one.agent}
                </Td>
                <Td dataLabel="For">{nameOf(one.person)}</Td>
                <Td dataLabel="It was">{OUTCOMES[one.before.outcome]}</Td>
                <Td dataLabel="It would have been" className="tandem-wrap">
                  {OUTCOMES[one.now.outcome]}: {one.now.because[0]?.says}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </>
  )
}
