import { useEvaluations } from '../../api/hooks/useEvaluations.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { EvaluationResult } from '../../ui/EvaluationView.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ImportCases } from './ImportCases.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Replays } from './Replays.tsx'

export function Evaluations({ agent, team, canChange }: { agent: string; team: string; canChange: boolean }) {
  return (
    <div className="tandem-lines tandem-nested">
      {canChange && <ImportCases agent={agent} />}
      <Results agent={agent} />
      <Replays agent={agent} team={team} />
    </div>
  )
}

function Results({ agent }: { agent: string }) {
  const evaluations = useEvaluations(agent, undefined, false)
  if (evaluations.isPending) return <Loading what="evaluations" />
  if (evaluations.isError) {
    return (
      <Problem what="The evaluations cannot be shown" problem={evaluations.error} onRetry={() => void evaluations.refetch()} />
    )
  }
  if (evaluations.data.items.length === 0) {
    return (
      <EmptyPage title="Not evaluated yet">A version is evaluated when it is submitted for review.</EmptyPage>
    )
  }
  return (
    <div className="tandem-lines">
      {evaluations.data.items.map((evaluation) => (
        <section key={evaluation.id} aria-label={`Evaluation of version ${evaluation.version}`}>
          <strong>Version {evaluation.version}</strong>
          <EvaluationResult evaluation={evaluation} />
        </section>
      ))}
    </div>
  )
}
