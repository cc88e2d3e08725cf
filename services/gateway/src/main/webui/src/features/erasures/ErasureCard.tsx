import { ActionGroup, Button, Card, CardBody, CardTitle, Checkbox, ExpandableSection, Label } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useDecideErasure, type Erasure } from '../../api/hooks/useErasures.ts'
import { useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { countText, nameOf } from '../../ui/words.ts'
import { ErasurePreviewList } from './ErasurePreviewList.tsx'

const STATES: Record<Erasure['state'], { text: string; status?: 'warning' | 'success' | 'info' }> = {
  PROPOSED: { text: 'Waits for somebody else', status: 'warning' },
  CARRIED_OUT: { text: 'Is being erased', status: 'info' },
  DONE: { text: 'Erased', status: 'success' },
  WITHDRAWN: { text: 'Withdrawn' },
}

/** One erasure: whose, by whom, why, what it takes, and the way on. */
export function ErasureCard({ erasure }: { erasure: Erasure }) {
  const { id, person, before, reason, state, preview, proposedBy, proposedAt, decidedBy, decidedAt, erased } = erasure
  const whose = person ? `Content of ${nameOf(person)}` : 'Content by age'
  const isOpen = state === 'PROPOSED' || state === 'WITHDRAWN'
  return (
    <Card isCompact component="section" aria-label={`Erasure ${id}`}>
      <CardTitle component="h2">
        <span className="tandem-step-head">
          {whose}
          <Label isCompact status={STATES[state].status}>
            {STATES[state].text}
          </Label>
        </span>
      </CardTitle>
      <CardBody className="tandem-lines">
        <p className="tandem-wrap">{reason}</p>
        <p className="tandem-muted">
          {before && (
            <>
              Recorded before <When at={before} />.{' '}
            </>
          )}
          Proposed by {nameOf(proposedBy)}, <When at={proposedAt} />
          {decidedBy && (
            <>
              ; {state === 'WITHDRAWN' ? 'withdrawn' : 'carried out'} by {nameOf(decidedBy)}, <When at={decidedAt} />
            </>
          )}
          .{!isOpen && ` Records whose content went: ${countText(erased)} of ${countText(preview.records)}.`}
        </p>
        {state === 'PROPOSED' ? (
          <>
            <ErasurePreviewList preview={preview} label={`What erasure ${id} takes`} />
            <Decide erasure={erasure} whose={whose} />
          </>
        ) : (
          <ExpandableSection toggleText={isOpen ? 'What it would have taken and left' : 'What it took and left'}>
            <ErasurePreviewList preview={preview} label={`What erasure ${id} takes`} />
          </ExpandableSection>
        )}
      </CardBody>
    </Card>
  )
}

function Decide({ erasure, whose }: { erasure: Erasure; whose: string }) {
  const me = useMe()
  const box = useId()
  const [isSure, setSure] = useState(false)
  const decide = useDecideErasure(erasure.id)
  const isOwn = erasure.proposedBy === `person:${me.name}`
  return (
    <>
      {isOwn ? (
        <p className="tandem-muted">You proposed it: another auditor or administrator carries it out.</p>
      ) : (
        <Checkbox id={box} isChecked={isSure} onChange={(_event, checked) => setSure(checked)} label="I have seen what goes. There is no way back." />
      )}
      {decide.isError && <Problem what="Nothing was decided" problem={decide.error} />}
      <ActionGroup>
        {!isOwn && (
          <Button variant="danger" aria-label={`Erase: ${whose}`} isDisabled={!isSure || decide.isPending} onClick={() => decide.mutate('carry-out')}>
            Erase
          </Button>
        )}
        <Button variant="link" aria-label={`Withdraw: ${whose}`} isDisabled={decide.isPending} onClick={() => decide.mutate('withdraw')}>
          Withdraw
        </Button>
      </ActionGroup>
    </>
  )
}
