import { Spinner } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { Turn } from '../../api/hooks/useChat.ts'
import { useTaskSteps } from '../../api/hooks/useTasks.ts'
import { useMe } from '../../api/me.tsx'
import { toolCalls } from '../../api/toolCalls.ts'
import { OutcomeBar } from '../OutcomeBar.tsx'
import { Problem } from '../Problem.tsx'
import { StateLabel } from '../StateLabel.tsx'
import { ToolCallCard } from '../ToolCallCard.tsx'
import { sumText } from '../money.ts'
import { countText } from '../words.ts'
import { PlanCard } from './PlanCard.tsx'
import { SaveCase } from './SaveCase.tsx'

interface Props {
  agent: string
  turn: Turn
  canSaveCase: boolean
  /** Says yes to the plan that the turn waits with. */
  onAgree?: () => void
}

/** One question, what the agent did, and its answer. */
export function ChatTurn({ agent, turn, canSaveCase, onAgree }: Props) {
  const me = useMe()
  const steps = useTaskSteps(turn.taskId, turn.state)
  const calls = toolCalls(steps.data ?? [])
  const answer = turn.pieces.map((piece) => piece.text).join('\n\n')
  const models = (steps.data ?? []).filter((step) => step.kind === 'model-turn').map((step) => step.body)
  const tokens = models.reduce((sum, body) => sum + (body.inputTokens ?? 0) + (body.outputTokens ?? 0), 0)
  const name = agent.split('@')[0] ?? agent
  return (
    <>
      <div className="tandem-mine tandem-said" role="article" aria-label="You">
        {turn.question}
      </div>
      <div className="tandem-theirs" role="article" aria-label={agent} aria-busy={turn.live}>
        {calls.map((call) => (
          <ToolCallCard key={call.id} call={call} agent={name} askedBy={`person:${me.name}`} />
        ))}
        {answer && <div className="tandem-said tandem-answer">{answer}</div>}
        {turn.plan && <PlanCard agent={agent} plan={turn.plan} onAgree={onAgree} />}
        {turn.status && !turn.plan && turn.status !== answer && <div className="tandem-said">{turn.status}</div>}
        {turn.problem !== undefined && <Problem what={`${agent} did not answer`} problem={turn.problem} />}
        <div className="tandem-foot">
          {turn.live && <Spinner size="md" aria-label={`${agent} is working`} />}
          {turn.state && <StateLabel state={turn.state} of="task" />}
          {turn.taskId && <Link to={`/tasks/${turn.taskId}`}>Open the task</Link>}
          {models.length > 0 && (
            <span className="tandem-muted">
              {[models.at(-1)?.model, `${countText(tokens)} tokens`, sumText(models.map((body) => body.cost))]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
          {turn.taskId && /(COMPLETED|REJECTED|FAILED)$/.test(turn.state ?? '') && name !== 'echo' && (
            <OutcomeBar task={turn.taskId} completed={/COMPLETED$/.test(turn.state ?? '')} />
          )}
          {canSaveCase && /(COMPLETED|REJECTED)$/.test(turn.state ?? '') && name !== 'echo' && (
            <SaveCase agent={name} question={turn.question} answer={answer} refused={turn.state === 'TASK_STATE_REJECTED'} />
          )}
        </div>
      </div>
    </>
  )
}
