import { Alert, AlertActionLink } from '@patternfly/react-core'
import { ApiProblem, advice } from '../api/problem.ts'

interface Props {
  /** What could not be done. */
  what: string
  problem: unknown
  onRetry?: () => void
}

/** What went wrong, what the platform said about it, and what to do. */
export function Problem({ what, problem, onRetry }: Props) {
  const known = problem instanceof ApiProblem ? problem : undefined
  const detail = known ? (known.detail ?? known.title) : problem instanceof Error ? problem.message : String(problem)
  return (
    <Alert
      variant="danger"
      isInline
      component="h2"
      title={what}
      actionLinks={onRetry && <AlertActionLink onClick={onRetry}>Try again</AlertActionLink>}
    >
      <p className="tandem-wrap">
        {detail}
        {known?.field && ` (at ${known.field})`}
      </p>
      {known && <p>{advice(known)}</p>}
      {known?.traceId && <p className="tandem-muted">Trace {known.traceId}</p>}
    </Alert>
  )
}
