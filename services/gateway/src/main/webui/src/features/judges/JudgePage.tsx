import { Button, PageSection } from '@patternfly/react-core'
import { useState } from 'react'
import { useParams } from 'react-router'
import { isCalibrating, useCalibrate, useJudge } from '../../api/hooks/useJudges.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Labels } from './Labels.tsx'
import { OnTier } from './OnTier.tsx'
import { RubricForm } from './RubricForm.tsx'

/** `/judges/TEAM/NAME`: what it goes by, how well it agrees with people, and the answers that tell. */
export default function JudgePage() {
  const { team = '', name = '' } = useParams()
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const judge = useJudge({ team, name })
  const calibrate = useCalibrate({ team, name })
  const data = judge.data
  const enough = data !== undefined && data.good >= data.needed && data.bad >= data.needed
  const mayLabel = ['builder', 'operator', 'approver', 'admin'].some((role) => hasRole(me, role))
  return (
    <>
      <PageHead
        title={name}
        above={[{ to: '/judges', name: 'Judges' }]}
        actions={
          data &&
          mayLabel && (
            <>
              {(hasRole(me, 'builder') || hasRole(me, 'admin')) && !changing && (
                <Button variant="secondary" onClick={() => setChanging(true)}>
                  Change the rubric
                </Button>
              )}
              <Button isDisabled={!enough || isCalibrating(data) || calibrate.isPending} onClick={() => calibrate.mutate(undefined)}>
                Calibrate
              </Button>
            </>
          )
        }
      >
        {data && <span className="tandem-said">{data.rubric}</span>}
      </PageHead>
      <PageSection aria-label="How it stands">
        <div className="tandem-lines">
          {judge.isPending && <Loading what="judge" />}
          {judge.isError && <Problem what="The judge cannot be shown" problem={judge.error} onRetry={() => void judge.refetch()} />}
          {calibrate.isError && <Problem what="It is not calibrated" problem={calibrate.error} />}
          {data && changing && <RubricForm team={team} judge={data} onClose={() => setChanging(false)} />}
          {data?.onTiers.map((one) => <OnTier key={one.tier} stands={one} />)}
        </div>
      </PageSection>
      {data && (
        <PageSection isFilled aria-label="Labelled answers">
          <Labels judge={data} mayLabel={mayLabel} />
        </PageSection>
      )}
    </>
  )
}
