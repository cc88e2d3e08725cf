import type { Approval, ApprovalFacts } from '../../api/hooks/useApprovals.ts'

export const approver = { name: 'approver', roles: ['approver'], teams: ['sales'] }

/** A call that waits, for tests. */
export function anApproval(more: Partial<Approval> = {}): Approval {
  return {
    id: 'a',
    bindingHash: 'hash-a',
    taskId: 'task-1',
    seq: 4,
    team: 'sales',
    agent: 'helper',
    version: '1',
    onBehalfOf: 'person:builder',
    actors: [],
    chain: [{ agent: 'helper@1', taskId: 'task-1' }],
    connector: 'shop',
    tool: 'pay',
    arguments: { sum: 7 } as unknown as Approval['arguments'],
    effect: 'KEYED',
    provenance: { flow: { untrusted: false, personal: false, secrecy: 'PUBLIC' }, unvouched: [] },
    status: 'waiting',
    createdAt: '2026-01-01T10:00:00Z',
    dueAt: '2126-01-01T14:00:00Z',
    expiresAt: '2126-01-02T10:00:00Z',
    reminders: 0,
    ...more,
  }
}

/** What an approver looks at, for tests. */
export function factsOf(approval: Approval, more: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    approval,
    title: 'Pay',
    description: 'Pays an invoice',
    effect: 'It changes something, once: the system recognizes a repeat of this call.',
    leaves: false,
    arguments: [
      { name: 'sum', title: 'Amount', description: 'In euro', value: 7 as unknown as Approval['arguments'], sensitive: true, vouched: true },
    ],
    schema: {
      properties: { sum: { type: 'number', title: 'Amount' }, note: { type: 'string' } },
      required: ['sum'],
    } as unknown as ApprovalFacts['schema'],
    mayDecide: true,
    whoDecides: 'An approver of team sales.',
    candidates: ['approver', 'anna'],
    last: [],
    nearest: [],
    ...more,
  }
}
