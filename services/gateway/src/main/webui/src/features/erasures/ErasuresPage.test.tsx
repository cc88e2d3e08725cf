import { focusManager } from '@tanstack/react-query'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import ErasuresPage from './ErasuresPage.tsx'

const preview = {
  records: 4,
  kinds: [{ name: 'moved', records: 4 }],
  teams: [{ name: 'sales', records: 4 }],
  tasks: 1,
  taskIds: ['task-ada'],
  stays: [{ name: 'policy.proposed', records: 2 }],
  runningTasks: 0,
  elsewhere: ['backups of the database'],
  warnings: [],
}
const proposed = {
  id: 'ers-1',
  person: 'person:ada',
  reason: 'She asked for it.',
  state: 'PROPOSED',
  preview,
  proposedBy: 'person:auditor',
  proposedAt: '2026-01-01T00:00:00Z',
  erased: 0,
}
const auditor = { name: 'auditor', roles: ['auditor'], teams: ['sales'] }
const admin = { name: 'admin', roles: ['admin'], teams: ['sales'] }
const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name })

describe('ErasuresPage', () => {
  it('proposes only what was shown', async () => {
    const calls = platform({
      'GET /api/v1/audit/erasures': { items: [], nextPageToken: '', retention: {} },
      'GET /api/v1/audit/erasures/preview': preview,
      'POST /api/v1/audit/erasures': proposed,
    })
    open('/audit/erasures', '/audit/erasures', <ErasuresPage />, auditor)
    expect(screen.queryByRole('button', { name: 'Propose' })).toBeNull()
    await userEvent.type(await screen.findByRole('textbox', { name: 'Person' }), 'ada')
    await userEvent.click(await button('Show what it takes'))
    const takes = await screen.findByRole('region', { name: 'What this erasure takes' })
    for (const text of ['moved 4', 'task-ada', 'policy.proposed 2', 'backups of the database']) {
      expect(within(takes).getByText(new RegExp(text))).toBeTruthy()
    }
    expect((await button('Propose')).disabled).toBe(true)
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'It is her right.')
    await userEvent.click(await button('Propose'))
    await expect.poll(() => calls.find(({ method }) => method === 'POST')?.body).toEqual({ person: 'ada', reason: 'It is her right.' })
    expect(calls.filter(({ path }) => path.endsWith('/preview'))).toHaveLength(1)
  })

  it('lets nobody carry out their own proposal', async () => {
    platform({ 'GET /api/v1/audit/erasures': { items: [proposed], nextPageToken: '', retention: {} } })
    open('/audit/erasures', '/audit/erasures', <ErasuresPage />, auditor)
    expect(await screen.findByText(/another auditor or administrator carries it out/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Erase/ })).toBeNull()
  })

  it('lets another one carry it out once they said that they looked', async () => {
    const calls = platform({
      'GET /api/v1/audit/erasures': { items: [proposed], nextPageToken: '', retention: {} },
      'POST /api/v1/audit/erasures/ers-1/carry-out': { ...proposed, state: 'CARRIED_OUT' },
    })
    open('/audit/erasures', '/audit/erasures', <ErasuresPage />, admin)
    const go = await button('Erase: Content of ada')
    expect(go.disabled).toBe(true)
    await userEvent.click(screen.getByRole('checkbox'))
    await userEvent.click(go)
    await expect.poll(() => calls.some(({ method, path }) => method === 'POST' && path.endsWith('/carry-out'))).toBe(true)
  })
})
