import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import EvaluationPage from './EvaluationPage.tsx'

const side = (version: string, passed: number) => ({
  version,
  cases: { passed, of: 2, low: 0.2, high: 0.9 },
  runs: { passed, of: 2, low: 0.2, high: 0.9 },
  seconds: 1.25,
})
const line = (caseId: string, change: string, more: object = {}) => ({
  caseId,
  input: `question ${caseId}`,
  critical: false,
  mustRefuse: false,
  passedRuns: 1,
  activePassedRuns: 1,
  change,
  answer: `new ${caseId}`,
  activeAnswer: `old ${caseId}`,
  taskId: `t-${caseId}`,
  ...more,
})
const evaluation = {
  id: 'evl-1',
  agent: 'clerk',
  version: '2',
  against: '1',
  counts: true,
  state: 'DONE',
  passed: false,
  verdict: 'WORSE',
  headline: 'Version 2 does not go live. It got worse than version 1.',
  cases: 2,
  passedCases: 1,
  runs: 4,
  doneRuns: 4,
  createdAt: '2026-01-01T10:00:00Z',
  evidence: [],
  report: {
    passed: false,
    verdict: 'WORSE',
    headline: 'Version 2 does not go live. It got worse than version 1.',
    reasons: ['Asked “question b”, version 1 said “old b”. Version 2 says “new b”.'],
    repeat: 1,
    candidate: side('2', 1),
    active: side('1', 2),
    difference: { value: -0.5, low: -0.9, high: 0.2, gained: 0, lost: 1, p: 1, margin: 0.03 },
    cases: [line('a', 'SAME'), line('b', 'WORSE', { passedRuns: 0, reason: 'It lacks the name.' })],
  },
}

describe('EvaluationPage', () => {
  it('tells the verdict in words, what got worse first', async () => {
    platform({ 'GET /api/v1/evaluations/evl-1': evaluation })
    open('/evaluations/:id', '/evaluations/evl-1', <EvaluationPage />)
    expect(await screen.findByText('Kept back')).toBeTruthy()
    expect(screen.getByText(/version 1 said “old b”/)).toBeTruthy()
    const rows = screen.getByRole('grid', { name: 'Cases' }).querySelectorAll('tbody tr')
    expect(rows[0]?.textContent).toContain('question b')
    expect(rows[0]?.textContent).toContain('old b')
    expect(rows[0]?.textContent).toContain('It lacks the name.')
  })

  it('draws the difference with its interval', async () => {
    platform({ 'GET /api/v1/evaluations/evl-1': evaluation })
    open('/evaluations/:id', '/evaluations/evl-1', <EvaluationPage />)
    expect(await screen.findByRole('img', { name: /Difference -50.0 points, between -90.0 points and \+20.0 points/ })).toBeTruthy()
  })

  it('asks once more', async () => {
    const calls = platform({
      'GET /api/v1/evaluations/evl-1': evaluation,
      'POST /api/v1/evaluations': { ...evaluation, id: 'evl-2', state: 'WAITING' },
    })
    open('/evaluations/:id', '/evaluations/evl-1', <EvaluationPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Evaluate again' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ agent: 'clerk', version: '2' })
  })

  it('says so when there is none', async () => {
    platform({})
    open('/evaluations/:id', '/evaluations/none', <EvaluationPage />)
    expect(await screen.findByText('The evaluation cannot be shown')).toBeTruthy()
  })

  it('proposes a tier, and asks for the comparison', async () => {
    const advice = { proposed: 'deep', sentence: 'Deep is worth it: 1 of 2 cases pass on fast and 2 on deep.' }
    const calls = platform({
      'GET /api/v1/evaluations/evl-1': {
        ...evaluation,
        against: '2',
        counts: false,
        headline: advice.sentence,
        report: { passed: false, headline: advice.sentence, reasons: [], repeat: 1, candidate: side('2 on fast', 1), active: side('2 on deep', 2), cases: [], tier: advice },
      },
      'POST /api/v1/evaluations': { id: 'evl-2' },
    })
    open('/evaluations/:id', '/evaluations/evl-1', <EvaluationPage />)
    expect(await screen.findByText('Proposed tier: deep', { exact: false })).toBeTruthy()
    expect(screen.getByText('2 on fast')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Compare tiers' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ agent: 'clerk', version: '2', tiers: ['fast', 'deep'] })
  })
})
