import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import DesignerPage from './DesignerPage.tsx'

const definition = {
  apiVersion: 'tandem.io/v1',
  kind: 'Agent',
  metadata: { name: 'shop-helper', team: 'sales', owner: 'builder', deputy: 'admin', tags: [] },
  spec: { purpose: 'Answers', instructions: 'Be polite.', tier: 'fast', tools: ['database/query'], evaluation: { cases: [] } },
}
const design = { definition, reasons: { 'spec.tools[0]': 'The answers lie there.' }, similar: [], risk: 'low' }

function progress(...events: [string, unknown][]): Response {
  return new Response(events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`).join(''), {
    headers: { 'Content-Type': 'text/event-stream' },
  })
}

async function designIt() {
  await userEvent.click(screen.getByRole('button', { name: 'Use this: Answers from data' }))
  await userEvent.click(screen.getByRole('button', { name: 'Design it' }))
}

describe('DesignerPage', () => {
  it('turns an example into a draft that can be edited', async () => {
    const calls = platform({
      'POST /api/v1/designs': () => progress(['design', { designId: 'd' }], ['step', { step: 'tools', text: 'Choosing tools' }], ['result', design]),
      'POST /api/v1/agents': {},
    })
    open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    const form = await screen.findByRole('form', { name: 'Draft of the agent' })
    expect(within(form).getByText('The answers lie there.')).toBeTruthy()
    const purpose = within(form).getByRole('textbox', { name: 'Purpose' })
    await userEvent.clear(purpose)
    await userEvent.type(purpose, 'Answers well')
    await userEvent.click(screen.getByRole('button', { name: 'Save draft' }))
    expect(await screen.findByText('Draft saved.')).toBeTruthy()
    const saved = calls.find((call) => call.method === 'POST' && call.path === '/api/v1/agents')
    expect(saved?.body).toMatchObject({ spec: { purpose: 'Answers well', tools: ['database/query'] } })
  })

  it('keeps words and draft over a reload', async () => {
    platform({ 'POST /api/v1/designs': () => Response.json(design) })
    const first = open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    await screen.findByRole('form', { name: 'Draft of the agent' })
    first.unmount()
    open('/agents/new', '/agents/new', <DesignerPage />)
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Purpose' }).value).toBe('Answers')
  })

  it('waits for a design that was under way when the page was left', async () => {
    const calls = platform({
      'POST /api/v1/designs': () => progress(['design', { designId: 'd' }], ['step', { step: 'tools', text: 'Choosing tools' }]),
      'GET /api/v1/designs/d': { designId: 'd', state: 'done', steps: ['Choosing tools'], result: design },
    })
    open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    expect(await screen.findByRole('form', { name: 'Draft of the agent' })).toBeTruthy()
    expect(calls.filter((call) => call.path === '/api/v1/designs')).toHaveLength(1)
  })

  it('keeps the words when there is no model', async () => {
    platform({ 'POST /api/v1/designs': () => problem(503, 'No model', { detail: 'No model is configured' }) })
    open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    expect(await screen.findByText('No model is configured')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Write the draft by hand' }))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Purpose' }).value).toContain('overdue invoices')
  })

  it('submits the saved draft as a version', async () => {
    const calls = platform({
      'POST /api/v1/designs': () => Response.json(design),
      'POST /api/v1/agents': {},
      'POST /api/v1/agents/shop-helper/versions': { version: 1, state: 'DRAFT' },
      'POST /api/v1/agents/shop-helper/versions/1/transitions': { version: 1, state: 'IN_EVALUATION' },
      'GET /api/v1/agents/shop-helper/versions/1': { version: 1, state: 'DRAFT' },
      'GET /api/v1/evaluations': {
        items: [
          { id: 'e', agent: 'shop-helper', version: '1', state: 'DONE', passed: false, cases: 1, passedCases: 0, runs: 1, doneRuns: 1 },
        ],
        nextPageToken: '',
      },
      'GET /api/v1/evaluations/e': {
        id: 'e', state: 'DONE', passed: false, cases: 1, passedCases: 0, runs: 1, doneRuns: 1,
        evidence: [{ caseId: 'c', repetition: 1, input: 'Delete all', passed: false, checks: [{ check: 'refused', passed: false, reason: 'it had to refuse' }] }],
      },
    })
    open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    await userEvent.click(await screen.findByRole('button', { name: 'Evaluate and submit for review' }))
    expect(await screen.findByText(/it had to refuse/)).toBeTruthy()
    expect(calls.find((call) => call.path.endsWith('/transitions'))?.body).toMatchObject({ to: 'IN_EVALUATION' })
  })

  it('asks why where a draft is much like another agent, and submits the same version with the reason', async () => {
    let refused = false
    const calls = platform({
      'POST /api/v1/designs': () => Response.json(design),
      'POST /api/v1/agents': {},
      'POST /api/v1/agents/shop-helper/versions': { version: 1, state: 'DRAFT' },
      'GET /api/v1/agents/shop-helper/versions': { items: [{ version: 1, state: 'DRAFT' }], nextPageToken: '' },
      'GET /api/v1/agents/shop-helper/overlaps': { items: [{ name: 'dunner', team: 'finance', owner: 'ann', likeness: 0.8 }] },
      'POST /api/v1/agents/shop-helper/versions/1/transitions': (call: { body: unknown }) => {
        if ((call.body as { reason?: string }).reason) return { version: 1, state: 'IN_EVALUATION' }
        refused = true
        return problem(409, 'Alike', { type: 'https://tandem.io/problems/near-duplicate', detail: 'It is much like dunner.' })
      },
      'GET /api/v1/agents/shop-helper/versions/1': { version: 1, state: 'DRAFT' },
      'GET /api/v1/evaluations': { items: [], nextPageToken: '' },
    })
    open('/agents/new', '/agents/new', <DesignerPage />)
    await designIt()
    await userEvent.click(await screen.findByRole('button', { name: 'Evaluate and submit for review' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Other country{Enter}')
    await expect.poll(() => calls.findLast((call) => call.path.endsWith('/transitions'))?.body).toEqual({ to: 'IN_EVALUATION', reason: 'Other country' })
    expect(refused).toBe(true)
    expect(calls.filter((call) => call.method === 'POST' && call.path.endsWith('/versions'))).toHaveLength(1)
  })
})
