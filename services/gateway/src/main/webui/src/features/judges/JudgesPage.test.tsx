import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, type Call } from '../../test/page.tsx'
import { judge } from './fixtures.ts'
import JudgesPage from './JudgesPage.tsx'

describe('JudgesPage', () => {
  it('tells which ones count', async () => {
    platform({ 'GET /api/v1/judges': { items: [judge], nextPageToken: '' } })
    open('/judges', '/judges', <JudgesPage />)
    expect(await screen.findByRole('link', { name: 'polite' })).toBeTruthy()
    expect(screen.getByText('counts')).toBeTruthy()
    expect(screen.getByText('advice only')).toBeTruthy()
  })

  it('makes one', async () => {
    const calls = platform({
      'GET /api/v1/judges': { items: [], nextPageToken: '' },
      'PUT /api/v1/judges/sales/polite': judge,
    })
    open('/judges', '/judges', <JudgesPage />)
    expect(await screen.findByText('No judge yet')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'New judge' }))
    await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'polite')
    await userEvent.type(screen.getByRole('textbox', { name: 'What an answer has to meet' }), 'It is polite.')
    await userEvent.click(screen.getByRole('button', { name: 'Save judge' }))
    await expect.poll(() => calls.find((call: Call) => call.method === 'PUT')?.body).toEqual({ rubric: 'It is polite.' })
  })

  it('says so when they cannot be read', async () => {
    platform({})
    open('/judges', '/judges', <JudgesPage />)
    expect(await screen.findByText('The judges cannot be shown')).toBeTruthy()
  })
})
