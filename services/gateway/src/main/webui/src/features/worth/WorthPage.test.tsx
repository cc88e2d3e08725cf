import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import WorthPage from './WorthPage.tsx'

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const worth = {
  items: [{ key: 'clerk', tasks: 5, accepted: 2, rejected: 1, minutesSaved: 30, saved: eur('20.00'), cost: eur('21.5'), worth: eur('-1.5') }],
  assumptions: [{ agent: 'clerk', minutesSaved: 15, hourlyRate: eur('40'), callCost: eur('0'), changedBy: 'person:builder', changedAt: '2026-01-01T00:00:00Z' }],
  missing: ['helper'],
}

describe('WorthPage', () => {
  it('shows what was accepted, saved and spent, and with what it is reckoned', async () => {
    platform({ 'GET /api/v1/worth': worth })
    open('/worth', '/worth', <WorthPage />)
    expect(await screen.findByText('−1.50 EUR')).toBeTruthy()
    expect(screen.getByText('15 min at 40.00 EUR an hour')).toBeTruthy()
    expect(screen.getByText(/one accepted result of these agents saves: helper/)).toBeTruthy()
  })

  it('lets one change an assumption', async () => {
    const calls = platform({ 'GET /api/v1/worth': worth, 'PUT /api/v1/worth/assumptions/clerk': worth.assumptions[0] })
    open('/worth', '/worth', <WorthPage />)
    await userEvent.click(await screen.findByRole('button', { name: /change for clerk/ }))
    const minutes = screen.getByRole('spinbutton', { name: /Minutes saved/ })
    await userEvent.clear(minutes)
    await userEvent.type(minutes, '20')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await expect
      .poll(() => calls.find((call: Call) => call.method === 'PUT')?.body)
      .toEqual({ minutesSaved: 20, hourlyRate: eur('40'), callCost: eur('0') })
  })

  it('names the next step when there is nothing', async () => {
    platform({ 'GET /api/v1/worth': { items: [], assumptions: [], missing: [] } })
    open('/worth', '/worth', <WorthPage />)
    expect(await screen.findByText('No task yet')).toBeTruthy()
  })
})
