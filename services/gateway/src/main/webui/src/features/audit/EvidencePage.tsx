import { Button, PageSection } from '@patternfly/react-core'
import { useParams } from 'react-router'
import { useEvidence, useSaveEvidence } from '../../api/hooks/useEvidence.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { EvidenceRecords } from './EvidenceRecords.tsx'
import { Seal } from './Seal.tsx'

/** `/audit/tasks/{id}`: everything on record about one task, in order, each record with its proof. */
export default function EvidencePage() {
  const { id = '' } = useParams()
  const evidence = useEvidence(id)
  const save = useSaveEvidence(id)
  return (
    <>
      <PageHead
        title="Evidence"
        above={[{ to: '/audit', name: 'Audit' }]}
        actions={
          <>
            <Button isDisabled={save.isPending || !evidence.isSuccess} isLoading={save.isPending} onClick={() => save.mutate('pdf')}>
              Save signed PDF
            </Button>
            <Button variant="secondary" isDisabled={save.isPending || !evidence.isSuccess} onClick={() => save.mutate('json')}>
              Save with proofs
            </Button>
            <LinkButton variant="secondary" to={`/tasks/${id}`}>
              Open the task
            </LinkButton>
          </>
        }
      >
        Task {id}
      </PageHead>
      <PageSection isFilled aria-label="Evidence">
        {save.isError && <Problem what="Nothing was saved" problem={save.error} />}
        {evidence.isPending && <Loading what="evidence" />}
        {evidence.isError && (
          <Problem what="The evidence cannot be shown" problem={evidence.error} onRetry={() => void evidence.refetch()} />
        )}
        {evidence.isSuccess && (
          <>
            <Seal evidence={evidence.data} />
            <EvidenceRecords records={evidence.data.records} />
          </>
        )}
      </PageSection>
    </>
  )
}
