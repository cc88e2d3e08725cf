import { PageSection } from '@patternfly/react-core'
import { useHalts } from '../../api/hooks/useHalts.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { HaltCard } from './HaltCard.tsx'
import { HaltForm } from './HaltForm.tsx'

/** `/halts?scope=&target=`: what is stopped now, and the switch that stops more. */
export default function HaltsPage() {
  const me = useMe()
  const halts = useHalts()
  const items = halts.data?.items ?? []
  const mayHalt = hasRole(me, 'operator', 'approver')
  return (
    <>
      <PageHead title="Kill switch">
        Stops an agent, a tool, a connector, a team or everything at once: new work is refused, what runs is ended, until somebody lifts it.
      </PageHead>
      <PageSection isFilled aria-label="Kill switch">
        {halts.isPending && <Loading what="halts" />}
        {halts.isError && !halts.data && (
          <Problem what="What is halted cannot be shown" problem={halts.error} onRetry={() => void halts.refetch()} />
        )}
        <div className="tandem-lines">
          {items.map((halt) => (
            <HaltCard key={halt.id} halt={halt} />
          ))}
        </div>
        {mayHalt && (
          <div className="tandem-nested">
            <HaltForm />
          </div>
        )}
        {halts.isSuccess && items.length === 0 && (
          <EmptyPage title="Nothing is halted">
            {mayHalt
              ? 'Choose above what to stop. You see what it hits before you decide.'
              : 'Operators and approvers stop agents of their team, administrators everything else.'}
          </EmptyPage>
        )}
      </PageSection>
    </>
  )
}
