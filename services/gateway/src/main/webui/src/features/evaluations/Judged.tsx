import { Label } from '@patternfly/react-core'
import type { CheckResult } from '../../api/hooks/useJudges.ts'

const SAYS = { PASS: 'says yes', FAIL: 'says no', UNDECIDED: 'is undecided' } as const

/** What judges said of an answer, and whether it counts. */
export function Judged({ said }: { said: CheckResult[] | undefined }) {
  return said?.map(({ judgement, reason }) =>
    judgement ? (
      <div key={judgement.judge} className="tandem-muted">
        <Label isCompact variant={judgement.counts ? 'filled' : 'outline'} status={judgement.counts ? status(judgement.said) : undefined}>
          {judgement.judge} {SAYS[judgement.said]}, {judgement.counts ? 'counts' : 'advice only'}
        </Label>{' '}
        {reason}
      </div>
    ) : null,
  )
}

function status(said: keyof typeof SAYS): 'success' | 'danger' | 'warning' {
  return said === 'PASS' ? 'success' : said === 'FAIL' ? 'danger' : 'warning'
}
