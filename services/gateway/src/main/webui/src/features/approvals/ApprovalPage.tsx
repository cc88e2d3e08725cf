import { Button, Card, CardBody, CardTitle, PageSection } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { useApprovalFacts, type ApprovalFacts } from '../../api/hooks/useApprovals.ts'
import { Decision } from '../../ui/Decision.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Origin } from '../../ui/Origin.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Assignment } from './Assignment.tsx'
import { Chain } from './Chain.tsx'
import { DueLabel } from './DueLabel.tsx'
import { EditForm } from './EditForm.tsx'
import { ExactCall } from './ExactCall.tsx'
import { Past } from './Past.tsx'
import { Said } from './Said.tsx'
import { originOf, outcomeText, toolOf } from './tell.ts'

/** `/approvals/{id}`: one call, with all that an approver looks at. */
export default function ApprovalPage() {
  const { id = '' } = useParams()
  const facts = useApprovalFacts(id)
  return (
    <>
      <PageHead title={facts.data ? toolOf(facts.data.approval) : 'Approval'} above={[{ to: '/approvals', name: 'Approvals' }]}>
        {facts.data && (
          <span className="tandem-step-head">
            <StateLabel state={facts.data.approval.status} />
            <DueLabel approval={facts.data.approval} />
          </span>
        )}
      </PageHead>
      <PageSection isFilled aria-label="Approval">
        {facts.isPending && <Loading what="approval" />}
        {facts.isError && !facts.data && (
          <Problem what="The approval cannot be shown" problem={facts.error} onRetry={() => void facts.refetch()} />
        )}
        {facts.data && <Sheet key={facts.data.approval.bindingHash} facts={facts.data} />}
      </PageSection>
    </>
  )
}

function Sheet({ facts }: { facts: ApprovalFacts }) {
  const { approval } = facts
  const outcome = outcomeText(approval)
  const waits = approval.status === 'waiting'
  return (
    <div className="tandem-lines">
      <Part title="Exactly this would be called">
        <ExactCall facts={facts} />
        <Origin provenance={originOf(approval)} />
        <Said task={approval.taskId} />
        {outcome && <p>{outcome}</p>}
        {waits && <Deciding facts={facts} />}
      </Part>
      <Part title="Who is behind it">
        <Chain approval={approval} />
      </Part>
      {waits && facts.mayDecide && (
        <Part title="Who takes care of it">
          <Assignment approval={approval} candidates={facts.candidates} />
        </Part>
      )}
      {(facts.mayDecide || facts.last.length > 0 || facts.nearest.length > 0) && (
        <Part title="How similar calls were decided">
          <Past title="The last ones of this agent" decisions={facts.last} />
          <Past title="With the nearest arguments" decisions={facts.nearest} />
        </Part>
      )}
    </div>
  )
}

function Deciding({ facts }: { facts: ApprovalFacts }) {
  const { approval } = facts
  const [editing, setEditing] = useState(false)
  if (editing) return <EditForm facts={facts} onDone={() => setEditing(false)} />
  return (
    <>
      <p className="tandem-muted">{facts.whoDecides}</p>
      <Decision
        id={approval.id}
        what={toolOf(approval)}
        agent={approval.agent}
        hash={approval.bindingHash}
        askedBy={[approval.onBehalfOf, ...approval.actors]}
      />
      {facts.mayDecide && (
        <div>
          <Button variant="secondary" onClick={() => setEditing(true)}>
            Change the arguments
          </Button>
        </div>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card isCompact component="section" aria-label={title}>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody className="tandem-lines">{children}</CardBody>
    </Card>
  )
}
