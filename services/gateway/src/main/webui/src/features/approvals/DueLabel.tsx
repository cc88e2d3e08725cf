import { Label } from '@patternfly/react-core'
import type { Approval } from '../../api/hooks/useApprovals.ts'

const MINUTE = 60_000

/** By when somebody should decide, and that it was called to mind. */
export function DueLabel({ approval, now = Date.now() }: { approval: Approval; now?: number }) {
  if (approval.status !== 'waiting') return null
  const left = Date.parse(approval.dueAt) - now
  const untilNo = Date.parse(approval.expiresAt) - now
  const late = left < 0
  return (
    <>
      <Label isCompact status={late ? 'danger' : left < 30 * MINUTE ? 'warning' : 'info'}>
        {late ? `Overdue; a no in ${inWords(untilNo)}` : `Due in ${inWords(left)}`}
      </Label>
      {approval.reminders > 0 && (
        <Label isCompact color="orange">
          {approval.reminders > 1 ? 'Last reminder' : 'Reminder'}
        </Label>
      )}
    </>
  )
}

export function inWords(millis: number): string {
  const minutes = Math.max(0, Math.round(millis / MINUTE))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
