import { Alert, PageSection } from '@patternfly/react-core'
import { useErasures } from '../../api/hooks/useErasures.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { ErasureCard } from './ErasureCard.tsx'
import { ErasureForm } from './ErasureForm.tsx'

/** `/audit/erasures`: payloads that were erased, or wait for a second person, and the form that proposes more. */
export default function ErasuresPage() {
  const erasures = useErasures()
  const { items = [], retention } = erasures.data ?? {}
  return (
    <>
      <PageHead title="Erasures" above={[{ to: '/audit', name: 'Audit' }]}>
        Takes the content of records away, of a person or by age. The records, their hashes and all proofs stay, and the ledger says what was erased.
      </PageHead>
      <PageSection isFilled aria-label="Erasures">
        {erasures.isPending && <Loading what="erasures" />}
        {erasures.isError && (
          <Problem what="Erasures cannot be shown" problem={erasures.error} onRetry={() => void erasures.refetch()} />
        )}
        <div className="tandem-lines">
          {retention && (
            <Alert
              isInline
              component="h2"
              variant={retention.warning ? 'warning' : 'info'}
              title={retention.payloads ? `Content is kept for ${retention.payloads}` : 'Content is kept for ever'}
            >
              {retention.payloads ? (
                <>
                  What was recorded before <When at={retention.before} /> goes, once a day. {retention.warning}
                </>
              ) : (
                <>
                  The setting <code>tandem.governance.retention.payloads</code> erases what is older than a period.
                </>
              )}
            </Alert>
          )}
          {erasures.isSuccess && items.length === 0 && (
            <EmptyPage title="Nothing was erased">Say below whose content is to go; you see first what that takes.</EmptyPage>
          )}
          {items.map((erasure) => (
            <ErasureCard key={erasure.id} erasure={erasure} />
          ))}
          {erasures.data?.nextPageToken && (
            <p>
              These are the newest; <code>tandem audit erase list</code> lists the others.
            </p>
          )}
          {erasures.isSuccess && <ErasureForm />}
        </div>
      </PageSection>
    </>
  )
}
