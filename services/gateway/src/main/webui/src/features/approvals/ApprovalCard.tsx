import { Card, CardBody, Checkbox } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { Approval } from '../../api/hooks/useApprovals.ts'
import { Decision } from '../../ui/Decision.tsx'
import { Origin } from '../../ui/Origin.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Value } from '../../ui/Value.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf, versionText } from '../../ui/words.ts'
import { assignmentText } from './Assignment.tsx'
import { DueLabel } from './DueLabel.tsx'
import { originOf, outcomeText, toolOf } from './tell.ts'

interface Props {
  approval: Approval
  /** Whether it is among those to decide on together; without this it cannot be. */
  chosen?: boolean
  onChoose?: (chosen: boolean) => void
}

/** One call that waits or waited: what exactly, for whom, by when. */
export function ApprovalCard({ approval, chosen, onChoose }: Props) {
  const tool = toolOf(approval)
  const outcome = outcomeText(approval)
  return (
    <Card isCompact component="section" aria-label={`Approval ${approval.id} of ${tool}`}>
      <CardBody className="tandem-lines">
        <div className="tandem-step-head">
          {onChoose && (
            <Checkbox
              id={`choose-${approval.id}`}
              aria-label={`Decide on ${approval.id} together with others`}
              isChecked={chosen ?? false}
              onChange={(_event, checked) => onChoose(checked)}
            />
          )}
          <strong>
            <Link to={`/approvals/${approval.id}`}>{tool}</Link>
          </strong>
          <StateLabel state={approval.status} />
          <DueLabel approval={approval} />
          <span className="tandem-muted">
            <When at={approval.createdAt} />
          </span>
        </div>
        <p>
          <Link to={`/agents/${approval.agent}`}>{versionText(approval.agent, approval.version)}</Link> for{' '}
          {nameOf(approval.onBehalfOf)}, in <Link to={`/tasks/${approval.taskId}`}>its task</Link>
          {approval.assignment && <>. {assignmentText(approval)}</>}
        </p>
        <Value label={`Arguments of approval ${approval.id}`} value={approval.arguments} />
        {approval.asked && <Value label={`What approval ${approval.id} was asked for`} value={approval.asked.arguments} />}
        <Origin provenance={originOf(approval)} />
        {outcome && <p>{outcome}</p>}
        {approval.status === 'waiting' && (
          <Decision
            id={approval.id}
            what={tool}
            agent={approval.agent}
            hash={approval.bindingHash}
            askedBy={[approval.onBehalfOf, ...approval.actors]}
          />
        )}
      </CardBody>
    </Card>
  )
}
