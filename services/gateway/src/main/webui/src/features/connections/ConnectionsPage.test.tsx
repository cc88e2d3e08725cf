import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import ConnectionsPage from './ConnectionsPage.tsx'

const tickets = {
  connector: 'tickets',
  description: 'Tickets of customers',
  server: 'https://tickets.example.com/mcp',
  issuer: 'https://login.example.com',
  connected: false,
  scopes: ['tickets:read'],
  waitingTasks: 0,
}
const connected = { ...tickets, connected: true, connectedAt: '2026-01-01T00:00:00Z' }
const list = (...items: object[]) => ({ items, nextPageToken: '' })

describe('ConnectionsPage', () => {
  it('sends to the server’s own page, and says which tasks wait', async () => {
    const went = vi.fn()
    vi.stubGlobal('location', { ...window.location, assign: went })
    platform({
      'GET /api/v1/connections': list({ ...tickets, waitingTasks: 2 }),
      'POST /api/v1/connections/tickets/authorization': { url: 'https://login.example.com/auth?state=s', expiresAt: '2026-01-01T00:10:00Z' },
    })
    open('/connections', '/connections?connect=tickets', <ConnectionsPage />)
    const card = await screen.findByRole('region', { name: 'Connection tickets' })
    for (const text of ['Not connected', 'tickets:read', '2 of your tasks wait for it']) expect(within(card).getByText(text)).toBeTruthy()
    await userEvent.click(within(card).getByRole('button', { name: 'Connect tickets' }))
    await expect.poll(() => went.mock.calls).toEqual([['https://login.example.com/auth?state=s']])
    vi.unstubAllGlobals()
  })

  it('lets one connect again without revoking first', async () => {
    const went = vi.fn()
    vi.stubGlobal('location', { ...window.location, assign: went })
    const calls = platform({
      'GET /api/v1/connections': list(connected),
      'POST /api/v1/connections/tickets/authorization': { url: 'https://login.example.com/auth?state=s', expiresAt: '2026-01-01T00:10:00Z' },
    })
    open('/connections', '/connections', <ConnectionsPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Connect again: tickets' }))
    await expect.poll(() => went.mock.calls).toEqual([['https://login.example.com/auth?state=s']])
    expect(calls.some(({ method }) => method === 'DELETE')).toBe(false)
    vi.unstubAllGlobals()
  })

  it('shows what stands on later pages too', async () => {
    platform({
      'GET /api/v1/connections': ({ query }: Call) =>
        query.get('pageToken') === 'tickets' ? list({ ...tickets, connector: 'wiki' }) : { items: [tickets], nextPageToken: 'tickets' },
    })
    open('/connections', '/connections', <ConnectionsPage />)
    for (const name of ['tickets', 'wiki']) expect(await screen.findByRole('region', { name: `Connection ${name}` })).toBeTruthy()
  })

  it('revokes only after a second look, and tells what the server said', async () => {
    const calls = platform({
      'GET /api/v1/connections': list(connected),
      'DELETE /api/v1/connections/tickets': { atServer: false, reason: 'The server has no place to revoke.' },
    })
    open('/connections', '/connections', <ConnectionsPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke tickets' }))
    expect(calls.some(({ method }) => method === 'DELETE')).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: 'Revoke now: tickets' }))
    expect(await screen.findByText('The server has no place to revoke.')).toBeTruthy()
  })

  it('says what to do where there is nothing to connect', async () => {
    platform({ 'GET /api/v1/connections': list() })
    open('/connections', '/connections', <ConnectionsPage />)
    expect(await screen.findByText('There is nothing to connect')).toBeTruthy()
  })
})
