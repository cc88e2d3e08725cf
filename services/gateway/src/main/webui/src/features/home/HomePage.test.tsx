import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import HomePage from './HomePage.tsx'

const list = (...items: unknown[]) => ({ items, nextPageToken: '' })
const echo = { name: 'echo', team: 'sales', state: 'ACTIVE', builtIn: true }

describe('HomePage', () => {
  it('begins with an agent that is there', async () => {
    platform({ 'GET /api/v1/agents': list(echo), 'GET /api/v1/tasks': list(), 'GET /api/v1/models': list() })
    open('/', '/', <HomePage />)
    expect(await screen.findByRole('link', { name: 'Chat with echo' })).toBeTruthy()
    expect(screen.queryAllByLabelText(/: done$/)).toHaveLength(0)
  })

  it('ticks what has happened', async () => {
    const mine = { name: 'helper', team: 'sales', state: 'IN_REVIEW', owner: 'builder' }
    platform({
      'GET /api/v1/agents': list(echo, mine),
      'GET /api/v1/tasks': list({ taskId: 't', agent: 'echo', state: 'COMPLETED' }),
      'GET /api/v1/models': list(),
    })
    open('/', '/', <HomePage />)
    expect(await screen.findByRole('link', { name: 'Open helper' })).toBeTruthy()
    expect(screen.queryAllByLabelText(/: done$/)).toHaveLength(3)
  })

  it('tells that there is no model and what to do', async () => {
    platform({
      'GET /api/v1/agents': list(echo),
      'GET /api/v1/tasks': list(),
      'GET /api/v1/models': { ...list(), problem: { title: 'There is no model', detail: 'Set OPENAI_API_KEY' } },
    })
    open('/', '/', <HomePage />)
    expect(await screen.findByText('Set OPENAI_API_KEY')).toBeTruthy()
  })
})
