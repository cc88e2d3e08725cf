import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import HaltsPage from './HaltsPage.tsx'

const halt = { id: 3, scope: 'agent', target: 'clerk', reason: 'It pays twice.', by: 'person:operator', at: '2026-01-01T00:00:00Z', mayLift: true }
const rights = { see: true, call: true, change: true, approve: false, operate: true }
const none = { count: 0, first: [] }
const reach = { scope: 'agent', target: 'clerk', agents: { count: 1, first: ['clerk'] }, askedBy: { count: 1, first: ['coordinator'] }, halted: false }
const work = {
  running: { count: 2, first: [{ name: 'clerk', count: 2 }] },
  waiting: { count: 1, first: [{ name: 'coordinator', count: 1 }] },
  callers: { count: 7, first: [{ name: 'person:ada', count: 7 }] },
}
const approvals = { count: 1, first: [{ id: 'a', agent: 'clerk', tool: 'till/refund', onBehalfOf: 'person:ada' }] }
const platformWith = (more: object) =>
  platform({
    'GET /api/v1/halts': { items: [], nextPageToken: '' },
    'GET /api/v1/agents': {
      items: [
        { name: 'clerk', team: 'sales', rights },
        { name: 'other', team: 'finance', rights: { ...rights, operate: false } },
      ],
      nextPageToken: '',
      facets: { team: { sales: 1 } },
    },
    'GET /api/v1/halts/preview': reach,
    'GET /api/v1/impact/work': work,
    'GET /api/v1/impact/approvals': approvals,
    ...more,
  })
const operator = { name: 'operator', roles: ['operator'], teams: ['sales'] }
const admin = { name: 'admin', roles: ['admin'], teams: ['sales'] }
const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name })

describe('HaltsPage', () => {
  it('halts an agent once what it hits was shown and a reason given', async () => {
    const calls = platformWith({ 'POST /api/v1/halts': halt })
    open('/halts', '/halts', <HaltsPage />, operator)
    const which = await screen.findByRole('combobox', { name: 'Which one' })
    await screen.findByRole('option', { name: 'clerk' })
    expect(screen.queryByRole('option', { name: 'other' })).toBeNull()
    expect(screen.queryByRole('option', { name: 'Everything' })).toBeNull()
    await userEvent.selectOptions(which, 'clerk')
    const hits = await screen.findByRole('region', { name: 'What a halt of agent clerk hits' })
    for (const text of ['clerk (2)', 'coordinator (1)', 'ada (7)', 'clerk: till/refund']) {
      expect(within(hits).getByText(new RegExp(text.replace(/[()]/g, '\\$&')))).toBeTruthy()
    }
    const go = await button('Halt agent clerk')
    expect(go.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'It pays twice.')
    await userEvent.click(go)
    await expect
      .poll(() => calls.find((call) => call.method === 'POST')?.body)
      .toEqual({ scope: 'agent', target: 'clerk', reason: 'It pays twice.' })
  })

  it('halts nothing while what it hits is not known', async () => {
    platformWith({ 'GET /api/v1/impact/approvals': problem(503, 'A part cannot be reached') })
    open('/halts', '/halts?scope=agent&target=clerk', <HaltsPage />, operator)
    await userEvent.type(await screen.findByRole('textbox', { name: 'Reason' }), 'It pays twice.')
    expect(await screen.findByText('What it hits cannot be shown, so nothing is halted')).toBeTruthy()
    expect((await button('Halt agent clerk')).disabled).toBe(true)
  })

  it('asks for the name again before it stops everything', async () => {
    const calls = platformWith({ 'GET /api/v1/halts/preview': { ...reach, scope: 'all', target: 'platform', askedBy: none }, 'POST /api/v1/halts': halt })
    open('/halts', '/halts?scope=all', <HaltsPage />, admin)
    await screen.findByRole('region', { name: 'What a halt of everything hits' })
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'A drill')
    const go = await button('Halt everything')
    expect(go.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Type platform to confirm' }), 'platform')
    await userEvent.click(go)
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({ scope: 'all', target: 'platform', reason: 'A drill' })
  })

  it('lifts what is in force, with a reason', async () => {
    const calls = platformWith({ 'GET /api/v1/halts': { items: [halt], nextPageToken: '' }, 'DELETE /api/v1/halts/3': halt })
    open('/halts', '/halts', <HaltsPage />, operator)
    const card = await screen.findByRole('region', { name: 'Halt of agent clerk' })
    expect(within(card).getByText('It pays twice.')).toBeTruthy()
    await userEvent.click(within(card).getByRole('button', { name: 'Lift the halt of agent clerk' }))
    await userEvent.type(within(card).getByRole('textbox', { name: 'Why it may go on' }), 'Mended')
    await userEvent.click(within(card).getByRole('button', { name: 'Lift now' }))
    await expect.poll(() => calls.find((call) => call.method === 'DELETE')?.query.get('reason')).toBe('Mended')
  })

  it('shows others what is in force, and no switch', async () => {
    platformWith({ 'GET /api/v1/halts': { items: [{ ...halt, mayLift: false }], nextPageToken: '' } })
    open('/halts', '/halts', <HaltsPage />)
    expect(await screen.findByText(/You may not lift it/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Halt something' })).toBeNull()
  })
})
