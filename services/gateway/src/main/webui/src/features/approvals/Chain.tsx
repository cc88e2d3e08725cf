import { ProgressStep, ProgressStepper } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { Approval } from '../../api/hooks/useApprovals.ts'
import { nameOf } from '../../ui/words.ts'
import { toolOf } from './tell.ts'

/** Who is behind the call: the person, each agent with its task, and the tool at the end. */
export function Chain({ approval }: { approval: Approval }) {
  const links =
    approval.chain.length > 0
      ? approval.chain
      : [{ agent: `${approval.agent}@${approval.version}`, taskId: approval.taskId }]
  return (
    <ProgressStepper isCenterAligned aria-label="Who is behind it">
      <ProgressStep id="chain-person" titleId="chain-person-title" variant="success" aria-label="asked" description="asked for it">
        {nameOf(approval.onBehalfOf)}
      </ProgressStep>
      {links.map(({ agent, taskId }, at) => (
        <ProgressStep
          key={taskId}
          id={`chain-${at}`}
          titleId={`chain-${at}-title`}
          variant="success"
          aria-label="agent"
          description={<Link to={`/tasks/${taskId}`}>Task {taskId.slice(0, 8)}</Link>}
        >
          {agent}
        </ProgressStep>
      ))}
      <ProgressStep
        id="chain-tool"
        titleId="chain-tool-title"
        variant={approval.status === 'waiting' ? 'warning' : 'default'}
        isCurrent
        aria-label="tool"
        description={approval.status === 'waiting' ? 'waits for somebody’s word' : undefined}
      >
        {toolOf(approval)}
      </ProgressStep>
    </ProgressStepper>
  )
}
