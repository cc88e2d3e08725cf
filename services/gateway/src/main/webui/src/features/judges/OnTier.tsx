import { Alert } from '@patternfly/react-core'
import type { Judge } from '../../api/hooks/useJudges.ts'
import { Interval } from '../../ui/Interval.tsx'
import { When } from '../../ui/When.tsx'
import { AgreementPicture } from './AgreementPicture.tsx'

const NEEDED = 0.6

/** How a judge stands on a tier: whether it counts, why, and the figures behind it. */
export function OnTier({ stands }: { stands: Judge['onTiers'][number] }) {
  const { tier, counts, sentence, calibration } = stands
  const result = calibration?.result
  return (
    <Alert isInline component="h2" variant={counts ? 'success' : 'info'} title={`On ${tier}: ${counts ? 'counts' : 'advice only'}`}>
      <p className="tandem-wrap">{sentence.replace(/^(Advice only: |It counts: )(.)/, (_all, _head, first: string) => first.toUpperCase())}</p>
      {calibration && result && (
        <>
          <p className="tandem-foot">
            <span>Cohen’s kappa {result.kappa.toFixed(2)}</span>
            <Interval
              label={`Kappa ${result.kappa.toFixed(2)}, between ${result.low.toFixed(2)} and ${result.high.toFixed(2)}; the marks are chance and what is asked for`}
              value={result.kappa}
              low={result.low}
              high={result.high}
              from={-1}
              to={1}
              marks={[0, NEEDED]}
            />
            <span className="tandem-muted">
              likely between {result.low.toFixed(2)} and {result.high.toFixed(2)} (95 %); {result.undecided} undecided. Judged by {calibration.model},{' '}
              <When at={calibration.finishedAt} />
            </span>
          </p>
          <AgreementPicture agreement={result.agreement} />
        </>
      )}
    </Alert>
  )
}
