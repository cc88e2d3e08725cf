import { Alert, Button, List, ListItem, PageSection } from '@patternfly/react-core'
import { useNavigate, useParams } from 'react-router'
import { isOver, useEvaluate, useEvaluation, type Evaluation } from '../../api/hooks/useEvaluations.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { Cases } from './Cases.tsx'
import { Sides } from './Sides.tsx'

/** `/evaluations/{id}`: what came of an evaluation, for the people who decide. */
export default function EvaluationPage() {
  const { id = '' } = useParams()
  const evaluation = useEvaluation(id)
  const data = evaluation.data
  return (
    <>
      <PageHead
        title={data ? `Evaluation of ${data.agent}@${data.version}` : 'Evaluation'}
        above={[
          { to: '/agents', name: 'Agents' },
          ...(data ? [{ to: `/agents/${data.agent}?tab=evaluations`, name: data.agent }] : []),
        ]}
        actions={
          data &&
          isOver(data) && (
            <>
              <Ask evaluation={data} tiers={['fast', 'deep']} name="Compare tiers" />
              <Ask evaluation={data} name="Evaluate again" />
            </>
          )
        }
      >
        {data && (
          <>
            {data.against === data.version && 'Asked on the fast and on the deep tier. '}
            {data.against && data.against !== data.version && `Asked the same as version ${data.against}. `}
            {data.model && `Answered by ${data.model}. `}
            <When at={data.finishedAt ?? data.createdAt} />
          </>
        )}
      </PageHead>
      <PageSection isFilled aria-label="Report">
        {evaluation.isPending && <Loading what="evaluation" />}
        {evaluation.isError && !data && (
          <Problem what="The evaluation cannot be shown" problem={evaluation.error} onRetry={() => void evaluation.refetch()} />
        )}
        {data && <Report evaluation={data} />}
      </PageSection>
    </>
  )
}

function Report({ evaluation }: { evaluation: Evaluation }) {
  const { report } = evaluation
  return (
    <div className="tandem-lines">
      <Alert isInline component="h2" variant={variant(evaluation)} title={title(evaluation)}>
        {evaluation.problem && <p className="tandem-wrap">{evaluation.problem}</p>}
        {evaluation.headline && <p className="tandem-wrap">{evaluation.headline}</p>}
        {(report?.reasons.length ?? 0) > 0 && (
          <List aria-label="Why">
            {report?.reasons.map((reason) => (
              <ListItem key={reason} className="tandem-wrap">
                {reason}
              </ListItem>
            ))}
          </List>
        )}
        {report?.tier && <p>Nothing changes by itself: the tier stands in the definition.</p>}
        {!evaluation.counts && !report?.tier && (
          <p>
            This result does not count at the gate: it asks for fewer repeats than the definition, or compares with another version than
            the active one.
          </p>
        )}
      </Alert>
      {report && <Sides report={report} />}
      {report && <Cases report={report} />}
    </div>
  )
}

/** Asks for another evaluation of the version; the answer is the page of the new one. */
function Ask({ evaluation: { agent, version }, tiers, name }: { evaluation: Evaluation; tiers?: string[]; name: string }) {
  const me = useMe()
  const navigate = useNavigate()
  const evaluate = useEvaluate()
  if (!['builder', 'operator', 'approver', 'admin'].some((role) => hasRole(me, role))) return null
  return (
    <>
      <Button
        variant="secondary"
        isLoading={evaluate.isPending}
        isDisabled={evaluate.isPending}
        onClick={() => evaluate.mutate({ agent, version, tiers }, { onSuccess: (asked) => void navigate(`/evaluations/${asked.id}`) })}
      >
        {name}
      </Button>
      {evaluate.isError && <Problem what="It is not evaluated" problem={evaluate.error} />}
    </>
  )
}

function title(evaluation: Evaluation): string {
  if (evaluation.state === 'GIVEN_UP') return 'Given up'
  if (!isOver(evaluation)) return `Being evaluated: ${evaluation.doneRuns} of ${evaluation.runs} runs done`
  if (evaluation.report?.tier) return `Proposed tier: ${evaluation.report.tier.proposed}`
  return evaluation.passed ? 'May go live' : 'Kept back'
}

function variant(evaluation: Evaluation): 'info' | 'success' | 'danger' {
  if (!isOver(evaluation) || evaluation.report?.tier) return 'info'
  return evaluation.passed ? 'success' : 'danger'
}
