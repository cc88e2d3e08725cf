import type { Approval } from '../../api/hooks/useApprovals.ts'
import { nameOf } from '../../ui/words.ts'

export function toolOf(approval: Pick<Approval, 'connector' | 'tool'>): string {
  return `${approval.connector}/${approval.tool}`
}

/** What became of it, in a sentence; nothing while it waits. */
export function outcomeText(approval: Approval): string | undefined {
  const { status, decidedBy, reason, asked } = approval
  if (status === 'waiting') return undefined
  if (!decidedBy) return `Nobody decided: ${reason ?? 'its time was over'}`
  const verb = status === 'rejected' ? 'Rejected' : asked ? 'Approved with other arguments' : 'Approved'
  return `${verb} by ${nameOf(decidedBy)}${reason ? `: ${reason}` : ''}`
}
