import { describe, expect, it } from 'vitest'
import type { Step } from './hooks/useTasks.ts'
import { toolCalls } from './toolCalls.ts'

function steps(...bodies: [string, Step['body']][]): Step[] {
  return bodies.map(([kind, body], at) => ({ seq: at + 1, attempt: 1, kind, body, at: '2026-01-01T00:00:00Z' }))
}
const asked: [string, Step['body']] = [
  'approval-asked',
  { callId: 't', tool: 'shop/create_credit_note', arguments: { amount: '5' }, approvalId: 'a', reason: 'It writes' },
]

describe('toolCalls', () => {
  it('follows a call from wish to outcome', () => {
    const [call] = toolCalls(
      steps(
        ['model-turn', { toolCalls: [{ id: 't', tool: 'database/query', arguments: {} }] }],
        ['tool-intent', { callId: 't', tool: 'database/query', arguments: { sql: 'select 1' }, effect: 'READ' }],
        ['tool-outcome', { callId: 't', tool: 'database/query', status: 'ok', content: [{ type: 'text', text: '1' }], millis: 4 }],
      ),
    )
    expect(call).toMatchObject({ status: 'done', arguments: { sql: 'select 1' }, result: '1', millis: 4 })
  })

  it('waits for an approval', () => {
    expect(toolCalls(steps(asked))[0]).toMatchObject({ status: 'waiting', approvalId: 'a' })
  })

  it('is rejected by a decision', () => {
    const [call] = toolCalls(
      steps(asked, ['approval-decided', { approvalId: 'a', decision: 'rejected', by: 'person:approver', reason: 'No' }]),
    )
    expect(call).toMatchObject({ status: 'rejected', decidedBy: 'person:approver', decisionReason: 'No' })
  })

  it('runs once it is granted', () => {
    const [call] = toolCalls(steps(asked, ['approval-decided', { approvalId: 'a', decision: 'granted', by: 'x' }]))
    expect(call?.status).toBe('running')
  })

  it('says why a tool failed', () => {
    const [call] = toolCalls(steps(['tool-outcome', { callId: 't', tool: 'x/y', status: 'timeout', content: [] }]))
    expect(call).toMatchObject({ status: 'failed', reason: 'timeout' })
  })

  it('stays rejected when the agent is told so', () => {
    const decided: [string, Step['body']] = ['approval-decided', { approvalId: 'a', decision: 'rejected', by: 'person:approver' }]
    const told: [string, Step['body']] = ['tool-outcome', { callId: 't', tool: 'shop/create_credit_note', status: 'denied', content: [{ type: 'text', text: 'No' }] }]
    expect(toolCalls(steps(asked, decided, told))[0]?.status).toBe('rejected')
  })

  it('leaves out how an agent declines', () => {
    expect(toolCalls(steps(['model-turn', { toolCalls: [{ id: 'r', tool: 'refuse', arguments: { reason: 'No' } }] }]))).toEqual([])
  })

  it('counts another agent as a call with its own task', () => {
    const [call] = toolCalls(
      steps(
        ['model-turn', { toolCalls: [{ id: 'p', tool: 'agent/policy-clerk', arguments: { message: 'May I?' } }] }],
        ['child-sent', { callId: 'p', agent: 'policy-clerk', text: 'May I?' }],
        ['child-replied', { callId: 'p', agent: 'policy-clerk', taskId: 't2', state: 'COMPLETED', text: 'Yes' }],
      ),
    )
    expect(call).toMatchObject({ isAgent: true, tool: 'policy-clerk', status: 'done', childTaskId: 't2', result: 'Yes' })
  })
})
