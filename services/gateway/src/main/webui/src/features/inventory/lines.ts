import type { InventoryLine } from '../../api/hooks/useInventory.ts'

export const COLUMNS = {
  name: 'Agent',
  team: 'Team',
  owner: 'Owner, deputy',
  risk: 'Risk',
  state: 'State',
  lastUse: 'Last use',
  cost: 'Cost',
  score: 'Score',
  reviewOn: 'Review on',
} as const
export type Column = keyof typeof COLUMNS

const RISKS = ['low', 'medium', 'high']

export interface Filter {
  q: string
  team: string
  state: string
  risk: string
}

export function matches(line: InventoryLine, { q, team, state, risk }: Filter): boolean {
  const text = [line.name, line.purpose, line.owner, line.deputy].join(' ').toLowerCase()
  return (
    q.toLowerCase().split(/\s+/).every((word) => text.includes(word)) &&
    (!team || line.team === team) &&
    (!state || line.state === state) &&
    (!risk || line.risk === risk)
  )
}

/** What is not known comes first. */
export function compared(a: InventoryLine, b: InventoryLine, column: Column): number {
  const one = value(a, column)
  const other = value(b, column)
  const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other))
  return order || a.name.localeCompare(b.name)
}

function value(line: InventoryLine, column: Column): string | number {
  switch (column) {
    case 'cost':
      return Number(line.cost?.amount ?? -1)
    case 'score':
      return line.score ?? -1
    case 'risk':
      return RISKS.indexOf(line.risk)
    default:
      return line[column] ?? ''
  }
}

/** The day in UTC, as dates of reviews are. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
