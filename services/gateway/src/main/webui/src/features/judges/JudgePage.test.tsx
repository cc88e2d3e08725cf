import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { builder, open, platform, type Call } from '../../test/page.tsx'
import { judge } from './fixtures.ts'
import JudgePage from './JudgePage.tsx'

const PATH = '/api/v1/judges/sales/polite'
const label = {
  id: 'lbl-1',
  input: 'Where is it?',
  answer: 'Look there, please.',
  meets: true,
  source: 'PERSON',
  labelledBy: 'person:builder',
  labelledAt: '2026-01-01T00:00:00Z',
}
const known = { [`GET ${PATH}`]: judge, [`GET ${PATH}/labels`]: { items: [label], nextPageToken: '' } }
const show = (me = builder) => open('/judges/:team/:name', '/judges/sales/polite', <JudgePage />, me)

describe('JudgePage', () => {
  it('tells whether it counts, and draws why', async () => {
    platform(known)
    show()
    expect(await screen.findByRole('heading', { name: /On deep: counts/ })).toBeTruthy()
    expect(screen.getByRole('heading', { name: /On fast: advice only/ })).toBeTruthy()
    expect(screen.getByRole('img', { name: 'Both say yes to 20, only the judge to 1, only people to 0, neither to 19' })).toBeTruthy()
    expect(screen.getByRole('img', { name: /^Kappa 0.95/ })).toBeTruthy()
    expect(await screen.findByText('It says please.')).toBeTruthy()
  })

  it('says what is missing', async () => {
    platform({ ...known, [`GET ${PATH}`]: { ...judge, good: 12, bad: 20 } })
    show()
    expect(await screen.findByText(/To calibrate it, label 8 more that meet it\./)).toBeTruthy()
    expect((screen.getByRole('button', { name: 'Calibrate' }) as HTMLButtonElement).disabled).toBe(true)
  })

  it('labels an answer and calibrates', async () => {
    const calls = platform({ ...known, [`POST ${PATH}/labels`]: { added: 1 }, [`POST ${PATH}/calibrations`]: judge })
    show()
    await userEvent.click(await screen.findByRole('button', { name: 'Label more answers' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'What was asked' }), 'When?')
    await userEvent.type(screen.getByRole('textbox', { name: 'The answer' }), 'Never.')
    await userEvent.click(screen.getByRole('radio', { name: 'No' }))
    await userEvent.click(screen.getByRole('button', { name: 'Label it' }))
    const posted = (path: string) => calls.find((call: Call) => call.method === 'POST' && call.path === path)?.body
    await expect.poll(() => posted(`${PATH}/labels`)).toEqual({ items: [{ input: 'When?', answer: 'Never.', meets: false }] })
    await userEvent.click(screen.getByRole('button', { name: 'Calibrate' }))
    await expect.poll(() => posted(`${PATH}/calibrations`)).toEqual({})
  })

  it('offers nothing to who may not label', async () => {
    platform(known)
    show({ ...builder, roles: ['viewer'] })
    expect(await screen.findByRole('heading', { name: /On deep: counts/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Calibrate' })).toBeNull()
  })
})
