import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import AuditPage from './AuditPage.tsx'

const record = { number: 1, time: '2026-01-01T00:00:00Z', kind: 'received', summary: 'builder asked echo: "Hi".', eventId: 't:1', task: 't' }
const auditor = { name: 'auditor', roles: ['auditor'], teams: ['sales'] }

function step(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function verified(verdict: object): Response {
  return new Response(step('progress', { checked: 0, records: 9 }) + step('verified', verdict))
}

describe('AuditPage', () => {
  it('filters by what the form says', async () => {
    const calls = platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' } })
    open('/audit', '/audit', <AuditPage />, auditor)
    expect(await screen.findByText('builder asked echo: "Hi".')).toBeTruthy()
    await userEvent.type(screen.getByRole('textbox', { name: 'Agent' }), 'echo')
    await userEvent.click(screen.getByRole('button', { name: 'Apply filter' }))
    await expect.poll(() => calls.at(-1)?.query.get('agent')).toBe('echo')
  })

  it('names the first bad record', async () => {
    platform({
      'GET /api/v1/audit/records': { items: [record], nextPageToken: '' },
      'GET /api/v1/audit/verify': verified({ ok: false, records: 9, problemCount: 1, problems: [{ kind: 'CHANGED', team: 'sales', number: 4, detail: 'its hash is another' }] }),
    })
    open('/audit', '/audit', <AuditPage />, auditor)
    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }))
    expect(await screen.findByText(/The ledger was altered: one problem in 9 records/)).toBeTruthy()
    expect(screen.getByText('Record 4 of team sales was changed: its hash is another')).toBeTruthy()
  })

  it('shows how far a long verification is', async () => {
    const coder = new TextEncoder()
    let stream!: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) })
    const calls = platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' }, 'GET /api/v1/audit/verify': new Response(body) })
    open('/audit', '/audit', <AuditPage />, auditor)
    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }))
    stream.enqueue(coder.encode(step('progress', { checked: 5000, records: 20000 })))
    expect(await screen.findByText('5,000 of 20,000')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: /Checking every record/ }).getAttribute('aria-valuenow')).toBe('25')
    expect(calls.at(-1)?.headers.get('accept')).toContain('text/event-stream')
    stream.enqueue(coder.encode(step('verified', { ok: true, records: 20000 })))
    stream.close()
    expect(await screen.findByText(/All 20,000 records are intact/)).toBeTruthy()
    expect(screen.queryByText('Checking every record')).toBeNull()
  })

  it('says so when a verification broke off', async () => {
    platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' }, 'GET /api/v1/audit/verify': new Response(step('progress', { checked: 0, records: 9 })) })
    open('/audit', '/audit', <AuditPage />, auditor)
    await userEvent.click(await screen.findByRole('button', { name: 'Verify' }))
    expect(await screen.findByText('The verification broke off')).toBeTruthy()
  })

  it('offers neither verification nor export to others', async () => {
    platform({ 'GET /api/v1/audit/records': { items: [record], nextPageToken: '' } })
    open('/audit', '/audit', <AuditPage />)
    await screen.findByText('builder asked echo: "Hi".')
    expect(screen.queryByRole('button', { name: /Verify|Export/ })).toBeNull()
  })
})
