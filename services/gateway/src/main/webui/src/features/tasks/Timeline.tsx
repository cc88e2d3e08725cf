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
  const done = new Set(steps.flatMap(({ kind, body }) => (kind === 'approval-decided' ? [body.approvalId] : kind === 'connection-made' ? [body.askId] : [])))
  return (
    <ol className="tandem-timeline" aria-label="Timeline">
      {steps.map((step) => (
        <TimelineStep key={step.seq} step={step} task={task} isOpen={!done.has(step.body.approvalId ?? step.body.askId)} />
      ))}
    </ol>
  )
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
