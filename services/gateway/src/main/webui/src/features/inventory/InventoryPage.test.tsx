import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem, type Call } from '../../test/page.tsx'
import InventoryPage from './InventoryPage.tsx'

const line = { name: 'clerk', team: 'sales', owner: 'ann', deputy: 'bob', purpose: 'Helps', risk: 'low', state: 'ACTIVE', tasks: 3, cost: { amount: '1.5', currency: 'EUR' }, score: 0.8, reviewOn: '2020-01-01', builtIn: false, steward: true }
const other = { ...line, name: 'auditor', team: 'finance', owner: 'zoe', deputy: undefined, cost: { amount: '12', currency: 'EUR' }, reviewOn: undefined, steward: false, ownerGoneAt: '2026-01-01T00:00:00Z' }
const inventory = { items: [line, other] }
const names = () => within(screen.getByRole('grid', { name: 'Agents' })).getAllByRole('link').map((link) => link.textContent)

describe('InventoryPage', () => {
  it('shows who answers for an agent and how it stands', async () => {
    platform({ 'GET /api/v1/inventory': inventory })
    open('/inventory', '/inventory', <InventoryPage />)
    expect(await screen.findByText('1.50 EUR')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'ann, deputy bob: change for clerk' })).toBeTruthy()
    expect(screen.getByText('overdue')).toBeTruthy()
    expect(screen.getByText('owner gone')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /change for auditor/ })).toBeNull()
  })

  it('finds by words and filters, and says so when nothing matches', async () => {
    platform({ 'GET /api/v1/inventory': inventory })
    open('/inventory', '/inventory?team=finance', <InventoryPage />)
    await screen.findByRole('grid')
    expect(names()).toEqual(['auditor'])
    await userEvent.type(screen.getByRole('textbox', { name: 'Search the inventory' }), 'ann')
    expect(await screen.findByText('No agent matches')).toBeTruthy()
  })

  it('sorts by what is asked for', async () => {
    platform({ 'GET /api/v1/inventory': inventory })
    open('/inventory', '/inventory', <InventoryPage />)
    await screen.findByRole('grid')
    expect(names()).toEqual(['auditor', 'clerk'])
    await userEvent.click(screen.getByRole('button', { name: 'Cost' }))
    expect(names()).toEqual(['clerk', 'auditor'])
  })

  it('lets the owner name a deputy, and sends only what has changed', async () => {
    const calls = platform({ 'GET /api/v1/inventory': inventory, 'PUT /api/v1/inventory/clerk': line })
    open('/inventory', '/inventory', <InventoryPage />)
    await userEvent.click(await screen.findByRole('button', { name: /change for clerk/ }))
    const deputy = screen.getByRole('textbox', { name: 'Deputy' })
    await userEvent.clear(deputy)
    await userEvent.type(deputy, 'eve')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'PUT')?.body).toEqual({ deputy: 'eve' })
  })

  it('names the next step when there is nothing, and what to do when it is refused', async () => {
    platform({ 'GET /api/v1/inventory': { items: [] } })
    const { unmount } = open('/inventory', '/inventory', <InventoryPage />)
    expect(await screen.findByText('No agents yet')).toBeTruthy()
    unmount()
    platform({ 'GET /api/v1/inventory': () => problem(503, 'Away', { detail: 'It is starting.' }) })
    open('/inventory', '/inventory', <InventoryPage />)
    expect(await screen.findByText('It is starting.')).toBeTruthy()
  })
})
