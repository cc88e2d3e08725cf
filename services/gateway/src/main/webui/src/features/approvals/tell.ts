import type { Approval } from '../../api/hooks/useApprovals.ts'
import type { Provenance } from '../../ui/flow.ts'
import { nameOf } from '../../ui/words.ts'

export function toolOf(approval: Pick<Approval, 'connector' | 'tool'>): string {
  return `${approval.connector}/${approval.tool}`
}

/** Where the call comes from, as it would be made: an argument that the approver wrote is named by a person. */
export function originOf({ provenance, asked, arguments: now }: Approval): Provenance {
  if (!asked) return provenance
  const values = now as unknown as Record<string, unknown>
  const before = asked.arguments as unknown as Record<string, unknown>
  const same = (name: string) => JSON.stringify(values[name]) === JSON.stringify(before[name])
  return { ...provenance, unvouched: provenance.unvouched.filter(same) }
}

/** What became of it, in a sentence; nothing while it waits. */
export function outcomeText(approval: Approval): string | undefined {
  const { status, decidedBy, reason, asked } = approval
  if (status === 'waiting') return undefined
  if (!decidedBy) return `Nobody decided: ${reason ?? 'its time was over'}`
  const verb = status === 'rejected' ? 'Rejected' : asked ? 'Approved with other arguments' : 'Approved'
  return `${verb} by ${nameOf(decidedBy)}${reason ? `: ${reason}` : ''}`
}
