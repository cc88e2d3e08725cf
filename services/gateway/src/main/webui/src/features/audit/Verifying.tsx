import { Progress } from '@patternfly/react-core'
import type { VerifyProgress } from '../../api/hooks/useAudit.ts'
import { countText } from '../../ui/words.ts'

/** How far a verification is. */
export function Verifying({ progress }: { progress?: VerifyProgress }) {
  const { checked = 0, records = 0 } = progress ?? {}
  return (
    <Progress
      title="Checking every record"
      value={records > 0 ? Math.min(100, Math.floor((100 * checked) / records)) : 0}
      label={progress ? `${countText(checked)} of ${countText(records)}` : 'begins'}
    />
  )
}
