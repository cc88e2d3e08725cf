import { Card, CardBody, PageSection, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Link, useSearchParams } from 'react-router'
import { useApprovals, type Approval } from '../../api/hooks/useApprovals.ts'
import { useMe } from '../../api/me.tsx'
import { DecisionForm } from '../../ui/DecisionForm.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Json } from '../../ui/Json.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'

/** `/approvals?show=all`: calls of tools that wait for somebody's word. */
export default function ApprovalsPage() {
  const [query, setQuery] = useSearchParams()
  const all = query.get('show') === 'all'
  const approvals = useApprovals(all ? undefined : 'waiting')
  const items = approvals.data?.items ?? []
  return (
    <>
      <PageHead title="Approvals">
        What agents want to do that needs somebody’s word first. Nobody approves what they asked for themselves.
      </PageHead>
      <PageSection isFilled aria-label="Approvals">
        <ToggleGroup aria-label="Which approvals">
          <ToggleGroupItem text="Waiting" isSelected={!all} onChange={() => setQuery({})} />
          <ToggleGroupItem text="All" isSelected={all} onChange={() => setQuery({ show: 'all' })} />
        </ToggleGroup>
        {approvals.isPending && <Loading what="approvals" />}
        {approvals.isError && !approvals.data && (
          <Problem what="The approvals cannot be shown" problem={approvals.error} onRetry={() => void approvals.refetch()} />
        )}
        {approvals.isSuccess && items.length === 0 && (
          <EmptyPage
            title={all ? 'No approvals yet' : 'Nothing waits for an approval'}
            action={
              <LinkButton variant="secondary" to="/agents">
                See all agents
              </LinkButton>
            }
          >
            When an agent wants to use a tool that changes something, it appears here and in its chat.
          </EmptyPage>
        )}
        <div className="tandem-lines tandem-nested">
          {items.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} />
          ))}
        </div>
      </PageSection>
    </>
  )
}

function ApprovalCard({ approval }: { approval: Approval }) {
  const me = useMe()
  const myself = `person:${me.name}`
  const mine = approval.onBehalfOf === myself || approval.actors?.includes(myself)
  const tool = `${approval.connector}/${approval.tool}`
  return (
    <Card isCompact component="section" aria-label={`Approval ${approval.id} of ${tool}`}>
      <CardBody>
        <div className="tandem-step-head">
          <strong>{tool}</strong>
          <StateLabel state={approval.status} />
          <span className="tandem-muted">
            <When at={approval.createdAt} />
          </span>
        </div>
        <p>
          <Link to={`/agents/${approval.agent}`}>
            {approval.agent}@{approval.version}
          </Link>{' '}
          for {approval.onBehalfOf?.replace('person:', '')}, in <Link to={`/tasks/${approval.taskId}`}>its task</Link>
          {approval.expiresAt && (
            <>
              , until <When at={approval.expiresAt} />
            </>
          )}
        </p>
        <Json label={`Arguments of approval ${approval.id}`} value={approval.arguments} />
        {approval.decidedBy && (
          <p>
            {approval.status === 'rejected' ? 'Rejected' : 'Approved'} by {approval.decidedBy.replace('person:', '')}
            {approval.reason && `: ${approval.reason}`}
          </p>
        )}
        {approval.status === 'waiting' &&
          (mine ? (
            <p className="tandem-muted">You asked for this, so somebody else decides.</p>
          ) : (
            <DecisionForm id={approval.id} what={tool} />
          ))}
      </CardBody>
    </Card>
  )
}
