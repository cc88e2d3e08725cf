import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Value } from './Value.tsx'

describe('Value', () => {
  it('shows rows as a table', () => {
    render(<Value label="Result" value='{"columns":["customer","owes"],"rows":[["Ada",12.5],["Bob",null],["Cy",3.25]],"truncated":true,"sums":{"owes":1234.5}}' />)
    const table = within(screen.getByRole('grid', { name: 'Result' }))
    expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual(['customerowes', 'Ada12.50', 'Bob–', 'Cy3.25'])
    expect(screen.getByText('3 rows, and there are more; sum of owes 1,234.50')).toBeTruthy()
  })

  it('shows fields as lines', () => {
    render(<Value label="Arguments" value={{ invoice_number: 'INV-1', urgent: true }} />)
    expect(screen.getByText('invoice number')).toBeTruthy()
    expect(screen.getByText('INV-1')).toBeTruthy()
  })

  it.each(['plain text', '{"broken', '[1,2]', '{"a":{"b":1}}'])('shows %s as it is', (value) => {
    render(<Value label="Result" value={value} />)
    expect(screen.getByRole('region', { name: 'Result' }).textContent?.replace(/\s/g, '')).toBe(value.replace(/\s/g, ''))
  })
})
