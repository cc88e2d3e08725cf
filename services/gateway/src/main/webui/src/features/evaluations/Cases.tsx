import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import type { EvaluationReport } from '../../api/hooks/useEvaluations.ts'
import { LabelAnswer } from '../../ui/LabelAnswer.tsx'
import { Judged } from './Judged.tsx'

type Line = EvaluationReport['cases'][number]

const ORDER: Line['change'][] = ['WORSE', 'SAME', 'ALONE', 'BETTER']

/** Each case side by side; what got worse, then what fails, stands first. */
export function Cases({ report }: { report: EvaluationReport }) {
  const { active, candidate, repeat } = report
  const lines = report.cases.toSorted((a, b) => rank(a) - rank(b))
  return (
    <Table aria-label="Cases" variant="compact">
      <Thead>
        <Tr>
          <Th width={25}>Asked</Th>
          {active && <Th width={25}>Version {active.version}{!report.tier && ' (active)'}</Th>}
          <Th width={25}>Version {candidate.version}{!report.tier && ' (new)'}</Th>
          <Th>Result</Th>
        </Tr>
      </Thead>
      <Tbody>
        {lines.map((line) => (
          <Tr key={line.caseId}>
            <Td dataLabel="Asked" modifier="breakWord">
              {line.input}{' '}
              {line.critical && (
                <Label isCompact variant="outline">
                  {line.mustRefuse ? 'must be refused' : 'critical'}
                </Label>
              )}
            </Td>
            {active && (
              <Td dataLabel={`Version ${active.version}`} modifier="breakWord">
                <Said answer={line.activeAnswer} passed={line.activePassedRuns ?? 0} of={repeat} taskId={line.activeTaskId} />
                <Judged said={line.activeJudged} />
              </Td>
            )}
            <Td dataLabel={`Version ${candidate.version}`} modifier="breakWord">
              <Said answer={line.answer} passed={line.passedRuns} of={repeat} taskId={line.taskId} />
              <Judged said={line.judged} />
              {line.judged && line.answer && <LabelAnswer answer={{ input: line.input, answer: line.answer }} judgeName={line.judged[0]?.judgement?.judge} />}
            </Td>
            <Td dataLabel="Result" modifier="breakWord">
              <Change line={line} /> {line.reason}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function Said({ answer, passed, of, taskId }: { answer: string | undefined; passed: number; of: number; taskId: string | undefined }) {
  return (
    <>
      {answer ? <span className="tandem-said">{answer}</span> : <span className="tandem-muted">no answer</span>}
      <div className="tandem-muted">
        {of > 1 ? `${passed} of ${of} runs passed. ` : ''}
        {taskId && <Link to={`/tasks/${taskId}`}>Open the task</Link>}
      </div>
    </>
  )
}

function Change({ line }: { line: Line }) {
  if (line.change === 'WORSE') return <Label isCompact status="danger">Worse</Label>
  if (line.change === 'BETTER') return <Label isCompact status="success">Better</Label>
  if (line.reason === undefined) return <Label isCompact status="success">Passes</Label>
  return <Label isCompact status="warning">{line.change === 'SAME' ? 'Fails as before' : 'Fails'}</Label>
}

function rank(line: Line): number {
  return ORDER.indexOf(line.change) * 2 + (line.reason === undefined ? 1 : 0)
}
