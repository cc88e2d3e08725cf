import { Alert, ExpandableSection, List, ListItem, Spinner } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useVersion } from '../api/hooks/useAgents.ts'
import { isOver, useEvaluation, useEvaluations, type Evaluation } from '../api/hooks/useEvaluations.ts'
import { Problem } from './Problem.tsx'
import { StateLabel } from './StateLabel.tsx'
import { When } from './When.tsx'

type Evidence = NonNullable<Evaluation['evidence']>[number]

/** How the evaluation of a version goes, and what failed in plain words. */
export function EvaluationView({ agent, version }: { agent: string; version: string }) {
  const state = useVersion(agent, version, true).data?.state
  const evaluations = useEvaluations(agent, version, state === undefined || state === 'IN_EVALUATION')
  const newest = evaluations.data?.items[0]
  const failed = newest && isOver(newest) && newest.passed === false
  return (
    <section aria-label={`Evaluation of ${agent}@${version}`} className="tandem-lines tandem-nested">
      <div className="tandem-foot">
        <strong>
          <Link to={`/agents/${agent}?tab=versions`}>
            {agent}@{version}
          </Link>
        </strong>
        {state && <StateLabel state={state} />}
        {state === 'IN_EVALUATION' && <Spinner size="md" aria-label="Evaluating" />}
      </div>
      {evaluations.isError && <Problem what="The evaluation cannot be shown" problem={evaluations.error} />}
      {newest && <EvaluationResult evaluation={newest} />}
      {failed && <p>Change the draft, or the case if it asks for the wrong thing, then submit it again.</p>}
      {state === 'IN_REVIEW' && (
        <Alert isInline isPlain variant="info" component="h2" title="Somebody else must approve it now">
          An approver of the team finds it on <Link to={`/agents/${agent}?tab=versions`}>the agent’s page</Link>.
        </Alert>
      )}
    </section>
  )
}

/** One evaluation; the cases that failed in plain words, the others on demand. */
export function EvaluationResult({ evaluation }: { evaluation: Evaluation }) {
  const { data: whole = evaluation } = useEvaluation(evaluation.id)
  const evidence = whole.evidence ?? []
  const failed = evidence.filter((one) => !one.passed)
  const passed = evidence.filter((one) => one.passed)
  const over = isOver(whole)
  return (
    <Alert
      isInline
      component="h2"
      variant={!over ? 'info' : whole.passed ? 'success' : 'danger'}
      title={over ? (whole.passed ? 'Passed' : 'Not passed') : `Being evaluated: ${whole.doneRuns} of ${whole.runs} runs done`}
    >
      <p>
        {over && (whole.headline ? `${whole.headline} ` : `${whole.passedCases} of ${whole.cases} cases passed. `)}
        {whole.model && `Answered by ${whole.model}. `}
        <When at={whole.finishedAt ?? whole.createdAt} />{' '}
        <Link to={`/evaluations/${whole.id}`}>Open the report</Link>
      </p>
      {whole.problem && <p className="tandem-wrap">{whole.problem}</p>}
      {failed.length > 0 && <Cases evidence={failed} label="Cases that failed" />}
      {passed.length > 0 && (
        <ExpandableSection toggleText={passed.length === 1 ? 'The case that passed' : `The ${passed.length} that passed`}>
          <Cases evidence={passed} label="Cases that passed" />
        </ExpandableSection>
      )}
    </Alert>
  )
}

function Cases({ evidence, label }: { evidence: Evidence[]; label: string }) {
  return (
    <List aria-label={label}>
      {evidence.map((one) => (
        <ListItem key={`${one.caseId} ${one.repetition}`} className="tandem-wrap">
          Asked “{one.input}”. {wrong(one)}
          {one.answer && !wrong(one).includes(one.answer.replace(/\.$/, '')) ? `It answered “${one.answer}”. ` : one.state === 'REJECTED' ? 'It declined. ' : ''}
          {one.taskId && <Link to={`/tasks/${one.taskId}`}>Open the task</Link>}
        </ListItem>
      ))}
    </List>
  )
}

function wrong({ checks }: Evidence): string {
  const reasons = checks.filter((check) => !check.passed).map((check) => check.reason?.replace(/\.("?)$/, '$1'))
  return reasons.length > 0 ? `${reasons.join('; ')}. ` : ''
}
