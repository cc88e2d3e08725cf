import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import ApprovalPage from './ApprovalPage.tsx'
import { anApproval, approver, factsOf } from './fixtures.ts'

function show(facts: object, more: Record<string, unknown> = {}): Call[] {
  const calls = platform({ 'GET /api/v1/approvals/a/facts': facts, ...more })
  open('/approvals/:id', '/approvals/a', <ApprovalPage />, approver)
  return calls
}

const UNVOUCHED = { flow: { untrusted: true, personal: false, secrecy: 'PUBLIC' as const }, unvouched: ['sum'] }

describe('ApprovalPage', () => {
  it('tells the exact call, its effect and the whole chain', async () => {
    const chain = [
      { agent: 'planner@2', taskId: 'task-0' },
      { agent: 'helper@1', taskId: 'task-1' },
    ]
    show(factsOf(anApproval({ chain })))
    expect(await screen.findByText(/the system recognizes a repeat/)).toBeTruthy()
    expect(screen.getByText('Amount')).toBeTruthy()
    const behind = screen.getByRole('region', { name: 'Who is behind it' })
    expect(within(behind).getByText('planner@2')).toBeTruthy()
    expect(within(behind).getByText('helper@1')).toBeTruthy()
    expect(within(behind).getAllByRole('link')).toHaveLength(2)
  })

  it('approves with other arguments, typed as the tool wants them', async () => {
    const calls = show(factsOf(anApproval()), { 'POST /api/v1/approvals/a': anApproval({ status: 'granted' }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Change the arguments' }))
    const amount = screen.getByRole('textbox', { name: /Amount/ })
    await userEvent.clear(amount)
    await userEvent.type(amount, '5')
    await userEvent.type(screen.getByRole('textbox', { name: /Why it is changed/ }), 'Five is enough')
    await userEvent.click(screen.getByRole('button', { name: 'Approve with these arguments' }))
    await expect
      .poll(() => calls.find((call) => call.method === 'POST')?.body)
      .toEqual({ decision: 'edit', reason: 'Five is enough', hash: 'hash-a', arguments: { sum: 5 } })
  })

  it('does not send what is no number', async () => {
    const calls = show(factsOf(anApproval()))
    await userEvent.click(await screen.findByRole('button', { name: 'Change the arguments' }))
    await userEvent.type(screen.getByRole('textbox', { name: /Amount/ }), 'x')
    await userEvent.type(screen.getByRole('textbox', { name: /Why it is changed/ }), 'why')
    await userEvent.click(screen.getByRole('button', { name: 'Approve with these arguments' }))
    expect(await screen.findByText('Amount is no number: 7x')).toBeTruthy()
    expect(calls.some((call) => call.method === 'POST')).toBe(false)
  })

  it('gives it to somebody who may decide, with a reason', async () => {
    const calls = show(factsOf(anApproval()), { 'PUT /api/v1/approvals/a/assignee': anApproval() })
    await userEvent.click(await screen.findByRole('button', { name: 'Give it to somebody' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /To/ }), 'anna')
    await userEvent.type(screen.getByRole('textbox', { name: /Why/ }), 'I am away')
    await userEvent.click(screen.getByRole('button', { name: 'Give it' }))
    await expect.poll(() => calls.find((call) => call.method === 'PUT')?.body).toEqual({ person: 'anna', reason: 'I am away' })
  })

  it('shows how similar calls were decided', async () => {
    const past = {
      id: 'p',
      agent: 'helper',
      version: '1',
      onBehalfOf: 'person:builder',
      arguments: { sum: 8 },
      approved: false,
      edited: false,
      decidedBy: 'person:anna',
      decidedAt: '2026-01-01T10:00:00Z',
      reason: 'Paid already',
    }
    show({ ...factsOf(anApproval()), last: [past] })
    const last = await screen.findByRole('region', { name: 'The last ones of this agent' })
    expect(within(last).getByText('Rejected')).toBeTruthy()
    expect(within(last).getByText('anna: Paid already')).toBeTruthy()
  })

  it('shows both versions of a call that an approver changed', async () => {
    const approval = anApproval({ status: 'used', decidedBy: 'person:anna', reason: 'less', asked: { arguments: {} as never, bindingHash: 'h' } })
    const argument = { name: 'sum', title: 'Amount', description: '', value: 5, before: 7, sensitive: true, vouched: true }
    show({ ...factsOf(approval), arguments: [argument] })
    const row = await screen.findByRole('row', { name: /Amount/ })
    expect(within(row).getByText('5')).toBeTruthy()
    expect(within(row).getByText('7')).toBeTruthy()
    expect(screen.getByText('Approved with other arguments by anna: less')).toBeTruthy()
  })

  it('warns of a value that nobody named', async () => {
    show(factsOf(anApproval({ provenance: UNVOUCHED })))
    expect(await screen.findByText(/Look at sum/)).toBeTruthy()
  })

  it('warns no more once the approver wrote another', async () => {
    show(factsOf(anApproval({ provenance: UNVOUCHED, status: 'used', asked: { arguments: { sum: 9 } as never, bindingHash: 'h' } })))
    expect(await screen.findByText(/the task has read something untrusted/)).toBeTruthy()
    expect(screen.queryByText(/Look at sum/)).toBeNull()
  })
})
