import { Button, PageSection } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { useAuditRecords, useExportAudit, useVerifyLedger, type AuditFilter } from '../../api/hooks/useAudit.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { Records } from './Records.tsx'
import { Verdict } from './Verdict.tsx'
import { Verifying } from './Verifying.tsx'

const NAMES = ['person', 'agent', 'version', 'task', 'tool', 'decision', 'from', 'to', 'q'] as const

/** `/audit?person=&agent=&task=&tool=&decision=&from=&to=&q=`: what happened, by whom, and that nothing was altered. */
export default function AuditPage() {
  const [query, setQuery] = useSearchParams()
  const filter: AuditFilter = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? undefined]))
  const auditor = hasRole(useMe(), 'auditor')
  const records = useAuditRecords(filter)
  const verify = useVerifyLedger()
  const save = useExportAudit(filter)
  const items = records.data?.pages.flatMap((page) => page.items) ?? []
  const filtered = NAMES.some((name) => filter[name])
  return (
    <>
      <PageHead
        title="Audit"
        actions={
          auditor && (
            <>
              <Button isLoading={verify.isPending} isDisabled={verify.isPending} onClick={() => verify.mutate()}>
                Verify
              </Button>
              <Button variant="secondary" isDisabled={save.isPending} onClick={() => save.mutate('jsonl')}>
                Export JSONL
              </Button>
              <Button variant="secondary" isDisabled={save.isPending} onClick={() => save.mutate('csv')}>
                Export CSV
              </Button>
              <LinkButton variant="secondary" to="/audit/report">
                Report
              </LinkButton>
              <LinkButton variant="secondary" to="/audit/erasures">Erasures</LinkButton>
            </>
          )
        }
      >
        {auditor ? 'Everything that happened, in chains that show any change.' : 'What you did and what happened in your tasks. Auditors see everything.'}
      </PageHead>
      <PageSection isFilled aria-label="Records">
        {verify.isError && <Problem what="The ledger was not verified" problem={verify.error} />}
        {save.isError && <Problem what="Nothing was exported" problem={save.error} />}
        {verify.isPending && <Verifying progress={verify.progress} />}
        {verify.data && <Verdict verdict={verify.data} />}
        <AuditFilters filter={filter} onApply={(next) => setQuery(next)} />
        {records.isPending && <Loading what="records" />}
        {records.isError && (
          <Problem what="The records cannot be shown" problem={records.error} onRetry={() => void records.refetch()} />
        )}
        {records.isSuccess && items.length === 0 && (
          <EmptyPage
            title={filtered ? 'No record matches' : 'Nothing is recorded yet'}
            action={
              filtered ? (
                <Button variant="secondary" onClick={() => setQuery({})}>
                  Show all records
                </Button>
              ) : (
                <LinkButton to="/chat/echo">Ask the agent echo</LinkButton>
              )
            }
          >
            {filtered ? 'Take a filter away.' : 'Ask an agent something; each step is recorded within seconds.'}
          </EmptyPage>
        )}
        {items.length > 0 && <Records records={items} />}
        {records.hasNextPage && (
          <Button variant="link" isLoading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            Show more
          </Button>
        )}
      </PageSection>
    </>
  )
}
