import { Card, CardBody, PageSection, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Link, useSearchParams } from 'react-router'
import { useApprovals, type Approval } from '../../api/hooks/useApprovals.ts'
import { Decision } from '../../ui/Decision.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Origin } from '../../ui/Origin.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Value } from '../../ui/Value.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf, versionText } from '../../ui/words.ts'

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
  const tool = `${approval.connector}/${approval.tool}`
  return (
    <Card isCompact component="section" aria-label={`Approval ${approval.id} of ${tool}`}>
      <CardBody className="tandem-lines">
        <div className="tandem-step-head">
          <strong>{tool}</strong>
          <StateLabel state={approval.status} />
          <span className="tandem-muted">
            <When at={approval.createdAt} />
          </span>
        </div>
        <p>
          <Link to={`/agents/${approval.agent}`}>{versionText(approval.agent, approval.version)}</Link>{' '}
          for {nameOf(approval.onBehalfOf)}, in <Link to={`/tasks/${approval.taskId}`}>its task</Link>
          {approval.expiresAt && (
            <>
              , until <When at={approval.expiresAt} />
            </>
          )}
        </p>
        <Value label={`Arguments of approval ${approval.id}`} value={approval.arguments} />
        <Origin provenance={approval.provenance} />
        {approval.decidedBy && (
          <p>
            {approval.status === 'rejected' ? 'Rejected' : 'Approved'} by {nameOf(approval.decidedBy)}
            {approval.reason && `: ${approval.reason}`}
          </p>
        )}
        {!approval.decidedBy && approval.reason && <p>Nobody decided: {approval.reason}</p>}
        {approval.status === 'waiting' && (
          <Decision
            id={approval.id}
            what={tool}
            agent={approval.agent ?? ''}
            askedBy={[approval.onBehalfOf, ...(approval.actors ?? [])]}
          />
        )}
      </CardBody>
    </Card>
  )
}
