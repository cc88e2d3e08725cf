interface Money {
  amount: string
  currency: string
}

export function moneyText(money: Money | undefined): string {
  return money ? `${money.amount} ${money.currency}` : ''
}

/** A sum of amounts of one currency, exact in millionths; of several currencies, one after the other. */
export function sumText(amounts: (Money | undefined)[]): string {
  const sums = new Map<string, number>()
  for (const money of amounts) {
    if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + Math.round(Number(money.amount) * 1e6))
  }
  return [...sums].map(([currency, sum]) => `${(sum / 1e6).toFixed(4)} ${currency}`).join(' + ')
}

export function secondsText(millis: number | null | undefined): string {
  if (millis == null) return ''
  return millis < 1000 ? `${millis} ms` : `${(millis / 1000).toFixed(1)} s`
}
