import { Alert, Button } from '@patternfly/react-core'
import { useNavigate } from 'react-router'
import { useEvaluate } from '../api/hooks/useEvaluations.ts'
import { Problem } from './Problem.tsx'

/** What has changed since a version was evaluated, and the way to a new result. */
export function Stale({ agent, version, reasons }: { agent: string; version: number | string; reasons: string[] }) {
  const evaluate = useEvaluate()
  const navigate = useNavigate()
  return (
    <Alert
      isInline
      variant="warning"
      component="h3"
      title="Its evaluation says nothing any more"
      actionLinks={
        <Button
          variant="link"
          isInline
          isLoading={evaluate.isPending}
          isDisabled={evaluate.isPending}
          aria-label={`Evaluate again version ${version}`}
          onClick={() =>
            evaluate.mutate({ agent, version: String(version) }, { onSuccess: ({ id }) => void navigate(`/evaluations/${id}`) })
          }
        >
          Evaluate again
        </Button>
      }
    >
      {reasons.join(' ')}
      {evaluate.isError && <Problem what="It is not evaluated again" problem={evaluate.error} />}
    </Alert>
  )
}
