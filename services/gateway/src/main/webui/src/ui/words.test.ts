import { describe, expect, it } from 'vitest'
import { moneyText, sumText } from './money.ts'
import { durationOf, durationText, minutesOf, nameOf, versionText, words } from './words.ts'

describe('words', () => {
  it('tells durations as people do', () => {
    expect(['PT15M', 'PT1M', 'PT2H', 'PT30S', 'PT1M30S', 'soon'].map(durationText)).toEqual([
      '15 minutes', '1 minute', '2 hours', '30 seconds', '1.5 minutes', 'soon',
    ])
    expect([undefined, 'P', 'PT'].map(minutesOf)).toEqual([undefined, undefined, 0])
    expect([15, 1.5, 0, undefined].map(durationOf)).toEqual(['PT15M', 'PT90S', undefined, undefined])
  })

  it('tells who in the reader’s words', () => {
    expect(['person:builder', 'service:tandem-registry', 'agent:helper', undefined].map(nameOf)).toEqual(['builder', 'the platform', 'agent helper', ''])
    expect(words('TASK_STATE_INPUT_REQUIRED')).toBe('input required')
  })

  it('names a version, and a draft that is only tried', () => {
    expect([versionText('clerk', '3'), versionText('clerk', '4189febc19095eb8'), versionText('clerk', undefined)]).toEqual(['clerk@3', 'clerk (a draft)', 'clerk'])
  })

  it('tells money to the hundredth of a cent, and when there is none', () => {
    const eur = (amount: string) => ({ amount, currency: 'EUR' })
    expect([eur('0.002130'), eur('12'), eur('0'), eur('0.00000100'), undefined].map(moneyText)).toEqual([
      '0.0021 EUR', '12.00 EUR', 'no cost', 'below 0.0001 EUR', '',
    ])
    expect(sumText([eur('0.0100'), undefined, eur('0.0005')])).toBe('0.0105 EUR')
    expect(sumText([eur('0'), eur('0')])).toBe('no cost')
    expect(sumText([])).toBe('')
  })
})
