interface Money {
  amount: string
  currency: string
}

const AMOUNT = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
const LEAST = 0.0001

export function moneyText(money: Money | undefined): string {
  return money ? sumText([money]) : ''
}

/** A sum of amounts of one currency, exact in millionths; of several currencies, one after the other. */
export function sumText(amounts: (Money | undefined)[]): string {
  const sums = new Map<string, number>()
  for (const money of amounts) {
    if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + Math.round(Number(money.amount) * 1e6))
  }
  const told = [...sums].filter(([, sum]) => sum !== 0).map(([currency, sum]) => text(sum / 1e6, currency))
  return told.join(' + ') || (sums.size > 0 ? 'no cost' : '')
}

function text(amount: number, currency: string): string {
  return amount < LEAST ? `below ${LEAST} ${currency}` : `${AMOUNT.format(amount)} ${currency}`
}

export function secondsText(millis: number | null | undefined): string {
  if (millis == null) return ''
  return millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`
}
