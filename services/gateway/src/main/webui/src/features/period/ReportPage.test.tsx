import { focusManager } from '@tanstack/react-query'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import ReportPage from './ReportPage.tsx'

const report = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  at: '2026-02-01T00:00:00Z',
  access: {
    agents: [{ agent: 'clerk', team: 'sales', version: '3', tools: ['till/refund'] }],
    grants: [{ agent: 'clerk', to: 'team:finance', right: 'call', givenBy: 'person:builder', since: '2026-01-02T00:00:00Z' }],
    exemptions: [],
    people: [{ person: 'person:ada', roles: ['builder'] }],
  },
  changes: { total: 1, kinds: [{ name: 'halt.set', count: 1 }], items: [{ time: '2026-01-03T00:00:00Z', team: 'sales', number: 7, kind: 'halt.set', summary: 'operator halted clerk.' }] },
  denials: { total: 5, policies: [{ name: 'tandem/halted', count: 5 }], agents: [{ name: 'clerk', count: 5 }], tools: [], people: [] },
  approvals: { asked: 4, granted: 2, edited: 1, rejected: 1, expired: 1, withdrawn: 0, medianSeconds: 60, p90Seconds: 300 },
  overrides: { total: 0, kinds: [], items: [] },
  erasedPayloads: 2,
}
const auditor = { name: 'auditor', roles: ['auditor'], teams: ['sales'] }

describe('ReportPage', () => {
  it('tells a period in figures and sentences', async () => {
    const calls = platform({ 'GET /api/v1/audit/report': report })
    open('/audit/report', '/audit/report?from=2026-01-01&to=2026-02-01', <ReportPage />, auditor)
    const denials = await screen.findByRole('region', { name: 'Denials: 5' })
    expect(within(within(denials).getByRole('list', { name: 'Denials by policy' })).getByText('tandem/halted')).toBeTruthy()
    expect(screen.getByText(/Half were decided within 60 s/)).toBeTruthy()
    expect(screen.getByText(/operator halted clerk/)).toBeTruthy()
    expect(screen.getByText(/team:finance may call clerk, given by builder/)).toBeTruthy()
    expect(screen.getByText(/Records of the period whose content is gone: 2/)).toBeTruthy()
    expect(calls[0]?.query.get('from')).toBe('2026-01-01T00:00:00Z')
  })

  it('asks for the period and team of the form', async () => {
    const calls = platform({ 'GET /api/v1/audit/report': report })
    open('/audit/report', '/audit/report', <ReportPage />, auditor)
    await userEvent.type(await screen.findByRole('textbox', { name: 'Team' }), 'sales')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    await expect.poll(() => calls.at(-1)?.query.get('team')).toBe('sales')
  })

  it('is not made again by itself, since each one is on record', async () => {
    const calls = platform({ 'GET /api/v1/audit/report': report })
    open('/audit/report', '/audit/report', <ReportPage />, auditor)
    await screen.findByRole('region', { name: 'Denials: 5' })
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Team' }), 'sales')
    await userEvent.click(screen.getByRole('button', { name: 'Show' }))
    await expect.poll(() => calls.at(-1)?.query.get('team')).toBe('sales')
    expect(calls).toHaveLength(2)
  })
})
