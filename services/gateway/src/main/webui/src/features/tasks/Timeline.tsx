import { Button } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useTaskSteps, type Step, type Task } from '../../api/hooks/useTasks.ts'
import { Decision } from '../../ui/Decision.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Value } from '../../ui/Value.tsx'
import { When } from '../../ui/When.tsx'
import { tell } from './tell.ts'

/** The steps of a task in order; those of child tasks inside. */
export function Timeline({ steps, task }: { steps: Step[]; task?: Task }) {
  if (steps.length === 0) {
    return <EmptyPage title="Nothing has happened yet">The first step appears here by itself.</EmptyPage>
  }
  const open = openSteps(steps)
  return (
    <ol className="tandem-timeline" aria-label="Timeline">
      {steps.map((step) => (
        <TimelineStep key={step.seq} step={step} task={task} isOpen={open.has(step)} />
      ))}
    </ol>
  )
}

/** Steps that ask for something which nobody has given yet. A task that has ended asks for nothing. */
function openSteps(steps: Step[]): Set<Step> {
  const open = new Set<Step>()
  const close = (isAnswered: (body: Step['body']) => boolean) => open.forEach((step) => isAnswered(step.body) && open.delete(step))
  for (const step of steps) {
    const { approvalId, askId, callId } = step.body
    switch (step.kind) {
      case 'approval-asked':
      case 'connection-asked':
        open.add(step)
        break
      case 'approval-decided':
        close((asked) => asked.approvalId === approvalId)
        break
      case 'connection-made':
      case 'connection-withdrawn':
        close((asked) => asked.askId === askId)
        break
      case 'tool-outcome':
        close((asked) => asked.callId === callId)
        break
      case 'ended':
        open.clear()
    }
  }
  return open
}

function TimelineStep({ step, task, isOpen }: { step: Step; task?: Task; isOpen: boolean }) {
  const told = tell(step)
  const waits = step.kind === 'approval-asked' && isOpen
  return (
    <li>
      <span className="tandem-dot" aria-hidden="true">
        {step.seq}
      </span>
      <div className="tandem-step-head">
        <strong>{told.title}</strong>
        {told.facts && <span>{told.facts}</span>}
        <span className="tandem-muted">
          <When at={step.at} isShort />
        </span>
      </div>
      {told.text && <div className="tandem-said">{told.text}</div>}
      {told.value != null && <Value label={`${told.title}, step ${step.seq}`} value={told.value} />}
      {waits && task && step.body.approvalId && (
        <Decision id={step.body.approvalId} what={step.body.tool ?? 'the call'} agent={task.agent} askedBy={[task.owner]} />
      )}
      {told.connect && isOpen && <Link to={pathOf(told.connect)}>Connect it</Link>}
      {told.childTaskId && <Child id={told.childTaskId} />}
    </li>
  )
}

/** The console's own page, whatever host its address names. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url, window.location.origin)
  return pathname + search
}

function Child({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const steps = useTaskSteps(open ? id : undefined, undefined)
  return (
    <div className="tandem-nested">
      <Button variant="link" isInline onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? 'Hide its steps' : 'Show its steps'}
      </Button>{' '}
      <Link to={`/tasks/${id}`}>Open the child task</Link>
      {open && steps.isPending && <Loading what="steps of the child task" />}
      {open && steps.isError && <Problem what="The child task cannot be shown" problem={steps.error} />}
      {open && steps.data && <Timeline steps={steps.data} />}
    </div>
  )
}
