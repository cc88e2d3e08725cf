import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import ApprovalsPage from './ApprovalsPage.tsx'
import { anApproval, approver } from './fixtures.ts'

const counts = { assigned: 0, team: 2, unassigned: 2, submitted: 1, overdue: 0 }

function inbox(...items: object[]) {
  return { items, nextPageToken: '', counts }
}

describe('ApprovalsPage', () => {
  it('decides with a reason on what was shown', async () => {
    const calls = platform({ 'GET /api/v1/approvals/inbox': inbox(anApproval()), 'POST /api/v1/approvals/a': anApproval({ status: 'granted' }) })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    const approve = await screen.findByRole<HTMLButtonElement>('button', { name: 'Approve shop/pay' })
    expect(approve.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Agreed')
    await userEvent.click(approve)
    await expect
      .poll(() => calls.find((call) => call.method === 'POST')?.body)
      .toEqual({ decision: 'approve', reason: 'Agreed', hash: 'hash-a' })
  })

  it('counts each view and opens the one that is asked for', async () => {
    const calls = platform({ 'GET /api/v1/approvals/inbox': inbox(anApproval()) })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    await userEvent.click(await screen.findByRole('tab', { name: 'Unassigned (2)' }))
    for (const tab of screen.getAllByRole('tab')) {
      expect(document.getElementById(tab.getAttribute('aria-controls') ?? '')).toBeTruthy()
    }
    await expect.poll(() => calls.some((call) => call.query.get('view') === 'unassigned')).toBe(true)
  })

  it('shows first what people who never approve have asked for', async () => {
    const calls = platform({ 'GET /api/v1/approvals/inbox': inbox(anApproval({ onBehalfOf: 'person:builder' })) })
    open('/approvals', '/approvals', <ApprovalsPage />)
    expect(await screen.findByText(/You asked for this, so somebody else decides/)).toBeTruthy()
    expect(calls.find((call) => call.path.endsWith('/inbox'))?.query.get('view')).toBe('submitted')
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('decides on several of one tool and tells what was not decided', async () => {
    const calls = platform({
      'GET /api/v1/approvals/inbox': inbox(anApproval(), anApproval({ id: 'b', bindingHash: 'hash-b' }), anApproval({ id: 'c', tool: 'mail' })),
      'POST /api/v1/approvals/decisions': {
        results: [{ id: 'a', status: 'granted' }, { id: 'b', problem: 'conflict', detail: 'The approval is decided or has expired.' }],
      },
    })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Decide on a together with others' }))
    expect(screen.queryByRole('checkbox', { name: 'Decide on c together with others' })).toBeNull()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Decide on b together with others' }))
    const together = screen.getByRole('region', { name: 'Decide together' })
    await userEvent.type(within(together).getByRole('textbox'), 'All due')
    await userEvent.click(within(together).getByRole('button', { name: 'Approve 2 calls' }))
    expect(await within(together).findByText(/b was not decided: The approval is decided/)).toBeTruthy()
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
      decision: 'approve',
      reason: 'All due',
      approvals: [
        { id: 'a', hash: 'hash-a' },
        { id: 'b', hash: 'hash-b' },
      ],
    })
  })

  it('points at what nobody trusted has named', async () => {
    const provenance = { flow: { untrusted: true, personal: true, secrecy: 'INTERNAL' as const }, unvouched: ['sum'] }
    platform({ 'GET /api/v1/approvals/inbox': inbox(anApproval({ provenance })) })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    expect(await screen.findByText(/Look at sum/)).toBeTruthy()
    expect(screen.getByText(/has read something untrusted, personal data/)).toBeTruthy()
  })

  it('tells why nobody decides any more', async () => {
    const gone = anApproval({ status: 'withdrawn', reason: 'its task has ended' })
    platform({ 'GET /api/v1/approvals': { items: [gone], nextPageToken: '' }, 'GET /api/v1/approvals/inbox': inbox() })
    open('/approvals', '/approvals?view=all', <ApprovalsPage />, approver)
    expect(await screen.findByText('Withdrawn')).toBeTruthy()
    expect(screen.getByText('Nobody decided: its task has ended')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('says so when nothing waits', async () => {
    platform({ 'GET /api/v1/approvals/inbox': inbox() })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    expect(await screen.findByText('Nothing waits for an approval')).toBeTruthy()
  })
})
