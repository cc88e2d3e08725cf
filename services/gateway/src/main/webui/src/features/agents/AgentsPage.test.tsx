import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import AgentsPage from './AgentsPage.tsx'

const echo = { name: 'echo', team: 'sales', state: 'ACTIVE', activeVersion: 1, builtIn: true, purpose: 'Gives back' }

describe('AgentsPage', () => {
  it('lists agents with links to page and chat', async () => {
    platform({ 'GET /api/v1/agents': { items: [echo], nextPageToken: '' } })
    open('/agents', '/agents', <AgentsPage />)
    expect((await screen.findByRole('link', { name: 'echo' })).getAttribute('href')).toBe('/agents/echo')
    expect(screen.getByRole('link', { name: 'Chat with echo' }).getAttribute('href')).toBe('/chat/echo')
  })

  it('asks the platform for what is searched', async () => {
    const calls = platform({ 'GET /api/v1/agents': { items: [], nextPageToken: '' } })
    open('/agents', '/agents?state=ACTIVE', <AgentsPage />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Search agents' }), 'shop')
    expect(await screen.findByText('No agent matches')).toBeTruthy()
    await expect.poll(() => calls.at(-1)?.query.get('q')).toBe('shop')
    expect(calls.at(-1)?.query.get('state')).toBe('ACTIVE')
  })

  it('names the next step when there is nothing', async () => {
    platform({ 'GET /api/v1/agents': { items: [], nextPageToken: '' } })
    open('/agents', '/agents', <AgentsPage />)
    expect(await screen.findByText('No agents yet')).toBeTruthy()
    expect(screen.getAllByRole('link', { name: 'New agent' })).toHaveLength(2)
  })

  it('offers no new agent to a viewer', async () => {
    platform({ 'GET /api/v1/agents': { items: [], nextPageToken: '' } })
    open('/agents', '/agents', <AgentsPage />, { name: 'viewer', roles: ['viewer'], teams: ['sales'] })
    await screen.findByText('No agents yet')
    expect(screen.queryByRole('link', { name: 'New agent' })).toBeNull()
  })

  it('shows what the platform says when it refuses', async () => {
    platform({ 'GET /api/v1/agents': () => problem(503, 'Unavailable', { detail: 'The registry is starting', retryable: true }) })
    open('/agents', '/agents', <AgentsPage />)
    expect(await screen.findByText('The registry is starting')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})
