import { DescriptionList, PageSection } from '@patternfly/react-core'
import { Link, useParams } from 'react-router'
import { isTerminal } from '../../api/a2a.ts'
import { useTask, useTaskSteps, type Step, type Task } from '../../api/hooks/useTasks.ts'
import { SaveCase } from '../../ui/chat/SaveCase.tsx'
import { Fact } from '../../ui/Fact.tsx'
import { LabelAnswer } from '../../ui/LabelAnswer.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { OutcomeBar } from '../../ui/OutcomeBar.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'
import { sumText } from '../../ui/money.ts'
import { countText, nameOf, versionText } from '../../ui/words.ts'
import { tell } from './tell.ts'
import { Timeline } from './Timeline.tsx'

/** `/tasks/{id}`: everything that happened in one task, live while it runs. */
export default function TaskPage() {
  const { id = '' } = useParams()
  const task = useTask(id)
  const summary = task.data?.summary
  const steps = useTaskSteps(id, summary?.state)
  return (
    <>
      <PageHead
        title={`Task ${id}`}
        above={[{ to: '/agents', name: 'Agents' }, ...(summary ? [{ to: `/agents/${summary.agent}`, name: summary.agent }] : [])]}
        beside={summary && <StateLabel state={summary.state} of="task" />}
        actions={
          summary && (
            <>
              {isTerminal(summary.state) && !summary.parentTaskId && summary.agent !== 'echo' && (
                <OutcomeBar task={summary.taskId} completed={summary.state.endsWith('COMPLETED')} />
              )}
              {isTerminal(summary.state) && steps.data && <MakeCase task={summary} steps={steps.data} />}
              {summary.state.endsWith('COMPLETED') && summary.agent !== 'echo' && <LabelAnswer answer={{ task: summary.taskId }} />}
              {summary.contextId && (
                <LinkButton variant="secondary" to={`/chat/${summary.agent}?context=${encodeURIComponent(summary.contextId)}`}>
                  Open the conversation
                </LinkButton>
              )}
              <LinkButton variant="secondary" to={`/audit/tasks/${id}`}>
                Evidence
              </LinkButton>
            </>
          )
        }
      />
      <PageSection aria-label="About the task">
        {task.isPending && <Loading what="task" />}
        {task.isError && (
          <Problem what="The task cannot be shown" problem={task.error} onRetry={() => void task.refetch()} />
        )}
        {summary && <Facts task={summary} steps={steps.data ?? []} />}
      </PageSection>
      <PageSection isFilled aria-label="Steps">
        {task.data && steps.isPending && <Loading what="steps" />}
        {task.data && steps.isError && (
          <Problem what="The steps cannot be shown" problem={steps.error} onRetry={() => void steps.refetch()} />
        )}
        {steps.data && <Timeline steps={steps.data} task={summary} />}
      </PageSection>
    </>
  )
}

/** What the task was asked, as a case of its agent's evaluation. */
function MakeCase({ task, steps }: { task: Task; steps: Step[] }) {
  const said = (kind: string) => steps.filter((step) => step.kind === kind).map((step) => tell(step).text ?? '')
  const question = said('received')[0]
  if (!question || task.agent === 'echo') return null
  return <SaveCase agent={task.agent} question={question} answer={said('produced').join('\n')} refused={task.state.endsWith('REJECTED')} />
}

function Facts({ task, steps }: { task: Task; steps: Step[] }) {
  const turns = steps.filter((step) => step.kind === 'model-turn').map((step) => step.body)
  const input = turns.reduce((sum, body) => sum + (body.inputTokens ?? 0), 0)
  const output = turns.reduce((sum, body) => sum + (body.outputTokens ?? 0), 0)
  return (
    <DescriptionList isHorizontal isCompact columnModifier={{ default: '1Col', lg: '2Col', '2xl': '3Col' }}>
      <Fact term="Agent">
        <Link to={`/agents/${task.agent}`}>{versionText(task.agent, task.version)}</Link>
      </Fact>
      <Fact term="Asked by">{nameOf(task.owner) || '–'}</Fact>
      <Fact term="Team">{task.team ?? '–'}</Fact>
      <Fact term="Began">
        <When at={task.createdAt ?? steps[0]?.at} />
      </Fact>
      <Fact term={isTerminal(task.state) ? 'Ended' : 'Last change'}>
        <When at={task.statusAt} />
      </Fact>
      {task.parentTaskId && (
        <Fact term="Part of">
          <Link to={`/tasks/${task.parentTaskId}`}>{task.parentTaskId}</Link>
        </Fact>
      )}
      {turns.length > 0 && <Fact term="Models">{[...new Set(turns.map((body) => body.model))].join(', ')}</Fact>}
      {turns.length > 0 && (
        <Fact term="Tokens">
          {countText(input)} in, {countText(output)} out
        </Fact>
      )}
      {turns.length > 0 && <Fact term="Cost">{sumText(turns.map((body) => body.cost)) || 'no cost'}</Fact>}
    </DescriptionList>
  )
}
