import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import ApprovalsPage from './ApprovalsPage.tsx'

const approval = { id: 'a', taskId: 't', connector: 'shop', tool: 'pay', status: 'waiting', agent: 'helper', version: '1', arguments: { sum: 7 } }
const approver = { name: 'approver', roles: ['approver'], teams: ['sales'] }

describe('ApprovalsPage', () => {
  it('decides with a reason', async () => {
    const calls = platform({
      'GET /api/v1/approvals': { items: [{ ...approval, onBehalfOf: 'person:builder' }], nextPageToken: '' },
      'POST /api/v1/approvals/a': { ...approval, status: 'granted' },
    })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    const approve = await screen.findByRole<HTMLButtonElement>('button', { name: 'Approve shop/pay' })
    expect(approve.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Agreed')
    await userEvent.click(approve)
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({ decision: 'approve', reason: 'Agreed' })
  })

  it('does not ask the one who asked', async () => {
    platform({ 'GET /api/v1/approvals': { items: [{ ...approval, onBehalfOf: 'person:approver' }], nextPageToken: '' } })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    expect(await screen.findByText(/You asked for this, so somebody else decides/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('points at what nobody trusted has named', async () => {
    const provenance = { flow: { untrusted: true, personal: true, secrecy: 'INTERNAL' }, unvouched: ['sum'] }
    platform({ 'GET /api/v1/approvals': { items: [{ ...approval, onBehalfOf: 'person:builder', provenance }], nextPageToken: '' } })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    expect(await screen.findByText(/Look at sum/)).toBeTruthy()
    expect(screen.getByText(/has read something untrusted, personal data/)).toBeTruthy()
  })

  it('tells why nobody decides any more', async () => {
    const gone = { ...approval, onBehalfOf: 'person:builder', status: 'withdrawn', reason: 'its task has ended' }
    platform({ 'GET /api/v1/approvals': { items: [gone], nextPageToken: '' } })
    open('/approvals', '/approvals?show=all', <ApprovalsPage />, approver)
    expect(await screen.findByText('Withdrawn')).toBeTruthy()
    expect(screen.getByText('Nobody decided: its task has ended')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('says so when nothing waits', async () => {
    platform({ 'GET /api/v1/approvals': { items: [], nextPageToken: '' } })
    open('/approvals', '/approvals', <ApprovalsPage />, approver)
    expect(await screen.findByText('Nothing waits for an approval')).toBeTruthy()
  })
})
