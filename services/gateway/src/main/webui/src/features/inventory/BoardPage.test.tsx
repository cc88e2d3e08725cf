import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem, type Call } from '../../test/page.tsx'
import BoardPage from './BoardPage.tsx'

const card = { kind: 'DUPLICATE', agent: 'clerk', team: 'sales', other: 'twin', says: 'It is 80 % like twin of team hr.', action: 'KEEP', mayAct: true }
const board = {
  items: [
    card,
    { kind: 'DORMANT', agent: 'idle', team: 'sales', says: 'Nobody has used it since 2026-01-01.', action: 'SUSPEND', mayAct: false },
    { kind: 'UNMANAGED', agent: 'wild', says: 'It has an inbox on Kafka, and is not registered.', action: 'REGISTER', mayAct: true },
  ],
}

describe('BoardPage', () => {
  it('shows each card in its column, with the one action that may be taken', async () => {
    platform({ 'GET /api/v1/board': board })
    open('/board', '/board', <BoardPage />)
    const duplicates = await screen.findByRole('region', { name: 'Duplicate' })
    expect(within(duplicates).getByText('It is 80 % like twin of team hr.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Suspend: idle' }).disabled).toBe(true)
    expect(screen.getByRole('link', { name: 'Register' }).getAttribute('href')).toBe('/agents/new')
    expect(within(screen.getByRole('region', { name: 'Unowned' })).getByText('None.')).toBeTruthy()
  })

  it('takes the action with a reason', async () => {
    const calls = platform({ 'GET /api/v1/board': board, 'POST /api/v1/board': { items: [] } })
    open('/board', '/board', <BoardPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Keep with a reason: clerk and twin' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Two countries{Enter}')
    expect(await screen.findByText('Nothing needs a hand')).toBeTruthy()
    expect(calls.find((call: Call) => call.method === 'POST')?.body).toEqual({ kind: 'DUPLICATE', agent: 'clerk', other: 'twin', reason: 'Two countries' })
  })

  it('says why an action was refused and keeps the reason', async () => {
    platform({ 'GET /api/v1/board': board, 'POST /api/v1/board': () => problem(403, 'No', { detail: 'Operators suspend.' }) })
    open('/board', '/board', <BoardPage />)
    await userEvent.click(await screen.findByRole('button', { name: /Keep with a reason/ }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Mine{Enter}')
    expect(await screen.findByText('Operators suspend.')).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Reason' }).value).toBe('Mine')
  })

  it('says so when nothing needs a hand, and when it cannot be shown', async () => {
    platform({ 'GET /api/v1/board': { items: [] } })
    const { unmount } = open('/board', '/board', <BoardPage />)
    expect(await screen.findByText('Nothing needs a hand')).toBeTruthy()
    unmount()
    platform({})
    open('/board', '/board', <BoardPage />)
    expect(await screen.findByText('The board cannot be shown')).toBeTruthy()
  })
})
