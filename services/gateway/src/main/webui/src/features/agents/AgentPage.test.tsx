import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem, type Call } from '../../test/page.tsx'
import AgentPage from './AgentPage.tsx'

const none = { see: true, call: true, change: false, approve: false, operate: false }
const agent = (rights: object) => ({ name: 'helper', team: 'sales', state: 'IN_REVIEW', rights: { ...none, ...rights } })
const version = { version: 1, state: 'IN_REVIEW', author: 'person:builder', next: ['ACTIVE', 'REJECTED', 'DRAFT', 'SUSPENDED'], moves: [] }
const answers = (rights: object) => ({
  'GET /api/v1/agents/helper': agent(rights),
  'GET /api/v1/agents/helper/versions': { items: [version], nextPageToken: '' },
})

describe('AgentPage', () => {
  it('lets an approver approve with a reason', async () => {
    const calls = platform({
      ...answers({ approve: true }),
      'POST /api/v1/agents/helper/versions/1/transitions': { ...version, state: 'ACTIVE' },
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Approve version 1' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Reads well{Enter}')
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ to: 'ACTIVE', reason: 'Reads well' })
  })

  it('leads an approver to the version that waits', async () => {
    platform(answers({ approve: true }))
    open('/agents/:name', '/agents/helper', <AgentPage />)
    expect(await screen.findByText('You may approve or reject it.')).toBeTruthy()
    await userEvent.click(screen.getByRole('link', { name: 'Look at the versions' }))
    expect(await screen.findByRole('button', { name: 'Approve version 1' })).toBeTruthy()
  })

  const side = { version: '2', well: { passed: 19, of: 20, low: 0.76, high: 0.99 }, failed: 1, refused: 0, disliked: 0, liked: 3, seconds: 1.2, tools: {}, scored: { passed: 7, of: 8, low: 0.5, high: 0.98 } }
  const canary = { agent: 'helper', version: '2', since: '2026-01-01T10:00:00Z', team: 'sales', baseline: '1', share: 10, minimumRuns: 30, automatic: false, decision: 'WATCHING', sentence: '20 of 30 runs so far.', sides: [side, { ...side, version: '1' }], lookedAt: '2026-01-01T11:00:00Z' }

  it('starts a canary with its terms', async () => {
    const calls = platform({
      ...answers({ approve: true }),
      'GET /api/v1/agents/helper/versions': { items: [{ ...version, next: ['CANARY', 'ACTIVE'] }], nextPageToken: '' },
      'POST /api/v1/agents/helper/versions/1/transitions': { ...version, state: 'CANARY' },
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Start a canary version 1' }))
    const share = screen.getByRole('spinbutton', { name: /Share of conversations/ })
    await userEvent.clear(share)
    await userEvent.type(share, '60')
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Try it')
    expect(screen.getByText('It is from 1 to 50.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Start a canary' }).disabled).toBe(true)
    await userEvent.clear(share)
    await userEvent.type(share, '25')
    await userEvent.click(screen.getByRole('button', { name: 'Start a canary' }))
    await expect
      .poll(() => calls.find((call: Call) => call.method === 'POST')?.body)
      .toEqual({ to: 'CANARY', reason: 'Try it', canary: { share: 25, minimumRuns: 30, automatic: false } })
  })

  it('shows both versions of a canary side by side', async () => {
    platform({ ...answers({ approve: true }), 'GET /api/v1/canaries': { items: [canary] } })
    open('/agents/:name', '/agents/helper', <AgentPage />)
    expect(await screen.findByText('20 of 30 runs so far.')).toBeTruthy()
    expect(screen.getByRole('heading', { name: /Version 2 answers 10 % of the conversations/ })).toBeTruthy()
    expect(screen.getAllByText('95 %, 76 % to 99 %')).toHaveLength(2)
    expect(screen.getAllByText('7 of 8 passed')).toHaveLength(2)
  })

  it('says why a canary was taken back', async () => {
    const back = { ...canary, decision: 'ROLL_BACK', sentence: 'Version 2 was taken back: 5 of 5 runs went wrong.', endedAt: '2026-01-01T12:00:00Z' }
    platform({ ...answers({}), 'GET /api/v1/canaries': { items: [back] } })
    open('/agents/:name', '/agents/helper', <AgentPage />)
    expect(await screen.findByText(/5 of 5 runs went wrong/)).toBeTruthy()
  })

  it('shows how it does over its days and beside its beginnings', async () => {
    const day = { day: '2026-03-01', version: '2', runs: 10, failed: 1, refused: 0, cost: 0.012, seconds: 2.5, length: 70 }
    const shifts = [{ figure: 'FAILED', then: 0, now: 0.3, chance: 0.0001 }, { figure: 'COST', then: 0.01, now: 0.012, chance: 0.4 }]
    platform({
      ...answers({}),
      'GET /api/v1/runs/helper': { agent: 'helper', currency: 'EUR', days: [day, { ...day, day: '2026-03-02', failed: 3 }], manner: { version: '2', runsThen: 50, runsNow: 40, shifts } },
    })
    open('/agents/:name', '/agents/helper?tab=runs', <AgentPage />)
    expect(await screen.findByRole('img', { name: 'Failed on 2 days' })).toBeTruthy()
    expect(screen.getAllByText('30 %')).toHaveLength(2)
    expect(screen.getByText('unlikely')).toBeTruthy()
    expect(screen.getAllByText('0.012 EUR')).toHaveLength(2)
  })

  it('shows how real runs were scored, and lets one change how many are', async () => {
    const scores = {
      agent: 'helper',
      share: 5,
      runsADay: 50,
      today: 50,
      usedUp: true,
      sentence: '5 % of its runs are scored, at most 50 a day; the budget of today is used up, and it goes on tomorrow (UTC).',
      versions: [{ version: '2', passed: { passed: 9, of: 10, low: 0.6, high: 0.98 }, days: [{ day: '2026-03-01', scored: 10, passed: 9 }] }],
      fellShort: [{ task: 't-1', version: '2', began: '2026-03-01T10:00:00Z', checks: ['judge: polite'] }],
    }
    const calls = platform({ ...answers({}), 'GET /api/v1/runs/helper/scores': scores, 'PUT /api/v1/runs/helper/scores': scores })
    open('/agents/:name', '/agents/helper?tab=runs', <AgentPage />)
    expect(await screen.findByText('90 %, 60 % to 98 %')).toBeTruthy()
    expect(screen.getByText('Budget of today is used up')).toBeTruthy()
    expect(screen.getByRole('img', { name: 'Share that passed on one day' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'judge: polite' }).getAttribute('href')).toBe('/tasks/t-1')
    await userEvent.click(screen.getByRole('button', { name: 'Change it' }))
    const share = screen.getByRole('spinbutton', { name: /Share of runs/ })
    await userEvent.clear(share)
    await userEvent.type(share, '20')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'PUT')?.body).toEqual({ share: 20, runsADay: 50 })
  })

  it('offers only the moves of one’s rights', async () => {
    platform(answers({ change: true }))
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    expect(await screen.findByRole('button', { name: 'Take back version 1' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Approve|Reject|Suspend/ })).toBeNull()
  })

  it('shows why a move was refused and keeps the reason', async () => {
    platform({
      ...answers({ approve: true }),
      'POST /api/v1/agents/helper/versions/1/transitions': () =>
        problem(403, 'Four eyes', { detail: 'You had a hand in this version; another person decides.' }),
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Approve version 1' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Mine{Enter}')
    expect(await screen.findByText(/You had a hand in this version/)).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Reason' }).value).toBe('Mine')
  })

  it('tells what has changed since the evaluation, and evaluates again', async () => {
    const stale = { id: 'evl-1', passed: true, cases: 3, passedCases: 3, model: 'm', sentence: 'It passed.', stale: ['The tool crm/find has another definition now.'], validUntil: '2026-01-01T10:00:00Z', at: '2025-10-01T10:00:00Z' }
    const calls = platform({
      ...answers({ approve: true }),
      'GET /api/v1/agents/helper/versions': { items: [{ ...version, agent: 'helper', evaluation: stale }], nextPageToken: '' },
      'POST /api/v1/evaluations': { id: 'evl-2' },
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    expect(await screen.findByText(/another definition now/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Evaluate again version 1' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ agent: 'helper', version: '1' })
  })

  const other = { name: 'dunner', team: 'finance', owner: 'ann', likeness: 0.8, purpose: 'Sends reminders', words: ['invoice'], tools: ['mail/draft'] }
  const waiting = { ...version, state: 'DRAFT', next: ['IN_EVALUATION'] }

  it('shows what a version is much like, and submits it only with a reason', async () => {
    const calls = platform({
      ...answers({ change: true }),
      'GET /api/v1/agents/helper/versions': { items: [waiting], nextPageToken: '' },
      'GET /api/v1/agents/helper/overlaps': { items: [other, { name: 'secret', team: 'hr', owner: 'bob', likeness: 0.6 }] },
      'POST /api/v1/agents/helper/versions/1/transitions': { ...version, state: 'IN_EVALUATION' },
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Evaluate and submit for review version 1' }))
    expect(await screen.findByText('80 % alike; tools mail/draft; words invoice')).toBeTruthy()
    expect(screen.getByText('Not yours to see; ask its owner.')).toBeTruthy()
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Evaluate and submit for review' })
    expect(submit.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Other country{Enter}')
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ to: 'IN_EVALUATION', reason: 'Other country' })
  })

  it('asks for no reason where nothing is alike', async () => {
    const calls = platform({
      ...answers({ change: true }),
      'GET /api/v1/agents/helper/versions': { items: [waiting], nextPageToken: '' },
      'GET /api/v1/agents/helper/overlaps': { items: [] },
      'POST /api/v1/agents/helper/versions/1/transitions': { ...version, state: 'IN_EVALUATION' },
    })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Evaluate and submit for review version 1' }))
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Evaluate and submit for review' })
    await expect.poll(() => submit.disabled).toBe(false)
    await userEvent.click(submit)
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ to: 'IN_EVALUATION' })
  })

  it('tells the approver in spite of what a version was submitted', async () => {
    const move = { from: 'DRAFT', to: 'IN_EVALUATION', by: 'person:builder', reason: 'Other country', at: '2026-01-01T10:00:00Z', nearDuplicates: [other] }
    platform({ ...answers({ approve: true }), 'GET /api/v1/agents/helper/versions': { items: [{ ...version, moves: [move] }], nextPageToken: '' } })
    open('/agents/:name', '/agents/helper?tab=versions', <AgentPage />)
    expect(await screen.findByText('in spite of dunner (team finance, 80 % alike)')).toBeTruthy()
  })

  it('says so when there is no such agent', async () => {
    platform({})
    open('/agents/:name', '/agents/nobody', <AgentPage />)
    expect(await screen.findByText('The agent cannot be shown')).toBeTruthy()
  })
})
