import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import ReplayPage from './ReplayPage.tsx'

const run = (taskId: string, answer: string, recorded = true) => ({
  taskId,
  version: '1',
  answer,
  state: 'COMPLETED',
  calls: [{ tool: 'crm/find', arguments: { name: 'Ada' }, recorded }],
  seconds: 1.25,
})
const replay = {
  id: 'rpl-1',
  agent: 'clerk',
  version: '2',
  team: 'sales',
  askedBy: 'person:operator',
  days: 7,
  state: 'DONE',
  of: 3,
  done: 3,
  judge: 'same-answer',
  createdAt: '2026-01-01T10:00:00Z',
  finishedAt: '2026-01-01T10:01:00Z',
  totals: { same: 1, equal: 1, different: 1, otherCalls: 1, unrecorded: 1, secondsThen: 1, secondsNow: 2, sentence: 'Version 2 answers 1 of 2 requests.' },
  lines: [
    { change: 'SAME', input: 'question a', then: run('t1', 'the same'), now: run('t2', 'the same') },
    { change: 'EQUAL', input: 'question c', then: run('t5', 'two'), now: run('t6', 'a pair') },
    { change: 'DIFFERENT', input: 'question b', then: run('t3', 'before'), now: run('t4', 'after', false) },
  ],
}

const show = () => open('/replays/:id', '/replays/rpl-1', <ReplayPage />)

describe('ReplayPage', () => {
  it('tells what differs, that first, and what was not called', async () => {
    platform({ 'GET /api/v1/replays/rpl-1': replay })
    show()
    expect(await screen.findByText('Something differs')).toBeTruthy()
    expect(screen.getByText('Version 2 answers 1 of 2 requests.')).toBeTruthy()
    const rows = screen.getByRole('grid', { name: 'Requests' }).querySelectorAll('tbody tr')
    expect(rows[0]?.textContent).toContain('question b')
    expect(rows[0]?.textContent).toContain('Would have called crm/find with {"name":"Ada"}')
    expect(rows[1]?.textContent).toContain('judged equal')
    expect(rows[2]?.textContent).toContain('same answer')
    expect(screen.getByText(/the judge same-answer says whether they are equal/)).toBeTruthy()
  })

  it('shows how far it is, and cancels it', async () => {
    const running = { ...replay, state: 'RUNNING', done: 1, finishedAt: undefined }
    const calls = platform({ 'GET /api/v1/replays/rpl-1': running, 'POST /api/v1/replays/rpl-1/cancel': { ...replay, state: 'CANCELED' } })
    show()
    expect(await screen.findByText('1 of 3 requests asked')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel the replay' }))
    await expect.poll(() => calls.some((call: Call) => call.method === 'POST')).toBe(true)
  })

  it('says so when there is none', async () => {
    platform({})
    show()
    expect(await screen.findByText('The replay cannot be shown')).toBeTruthy()
  })
})
