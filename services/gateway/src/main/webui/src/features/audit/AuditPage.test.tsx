import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import AuditPage from './AuditPage.tsx'

const record = { number: 1, time: '2026-01-01T00:00:00Z', kind: 'received', summary: 'builder asked echo: "Hi".', eventId: 't:1', task: 't' }
const auditor = { name: 'auditor', roles: ['auditor'], teams: ['sales'] }

describe('AuditPage', () => {
  it('filters by what the form says', async () => {
    const calls = platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' } })
    open('/audit', '/audit', <AuditPage />, auditor)
    expect(await screen.findByText('builder asked echo: "Hi".')).toBeTruthy()
    await userEvent.type(screen.getByRole('textbox', { name: 'Agent' }), 'echo')
    await userEvent.click(screen.getByRole('button', { name: 'Apply filter' }))
    await expect.poll(() => calls.at(-1)?.query.get('agent')).toBe('echo')
  })

  it('names the first bad record', async () => {
    platform({
      'GET /api/v1/audit/records': { items: [record], nextPageToken: '' },
      'GET /api/v1/audit/verify': { ok: false, records: 9, problemCount: 1, problems: [{ kind: 'CHANGED', team: 'sales', number: 4, detail: 'its hash is another' }] },
    })
    open('/audit', '/audit', <AuditPage />, auditor)
    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }))
    expect(await screen.findByText(/The ledger was altered: one problem in 9 records/)).toBeTruthy()
    expect(screen.getByText('Record 4 of team sales was changed: its hash is another')).toBeTruthy()
  })

  it('offers neither verification nor export to others', async () => {
    platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' } })
    open('/audit', '/audit', <AuditPage />)
    await screen.findByText('builder asked echo: "Hi".')
    expect(screen.queryByRole('button', { name: /Verify|Export/ })).toBeNull()
  })
})
