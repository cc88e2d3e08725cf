import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Json } from './Json.tsx'
import { countText } from './words.ts'

interface Rows {
  columns: string[]
  rows: unknown[][]
  truncated?: boolean
  /** Of columns of amounts, as the tool added them up. */
  sums?: Record<string, number>
}

/** A value as people read it: rows as a table, fields as lines, text as text; only what is neither as JSON. */
export function Value({ value, label }: { value: unknown; label: string }) {
  const read = typeof value === 'string' ? parsed(value) : value
  if (isNothing(read)) return <p className="tandem-muted">Nothing</p>
  if (isRows(read)) return <RowsTable rows={read} label={label} />
  if (isFields(read)) return <Fields fields={read} label={label} />
  return <Json value={read} label={label} />
}

function parsed(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function isNothing(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

function isRows(value: unknown): value is Rows {
  const rows = value as Rows | null
  return typeof value === 'object' && Array.isArray(rows?.columns) && Array.isArray(rows.rows) && rows.rows.every(Array.isArray)
}

function isFields(value: unknown): value is Record<string, string | number | boolean | null> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const fields = Object.values(value)
  return fields.length > 0 && fields.every((field) => field === null || ['string', 'number', 'boolean'].includes(typeof field))
}

function RowsTable({ rows: { columns, rows, truncated, sums }, label }: { rows: Rows; label: string }) {
  const places = columns.map((_column, at) => decimals(rows.map((row) => row[at])))
  return (
    <div>
      <div className="tandem-rows" role="region" aria-label={label} tabIndex={0}>
        <Table variant="compact" borders={false} aria-label={label}>
          <Thead>
            <Tr>
              {columns.map((column, at) => (
                <Th key={at} modifier="nowrap" className={places[at] === undefined ? undefined : 'tandem-number'}>
                  {column}
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((row, at) => (
              <Tr key={at}>
                {row.map((cell, column) => (
                  <Td key={column} dataLabel={columns[column]} className={typeof cell === 'number' ? 'tandem-number' : undefined}>
                    {cellText(cell, places[column])}
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </div>
      <p className="tandem-muted">
        {rows.length === 1 ? '1 row' : `${countText(rows.length)} rows`}
        {truncated && ', and there are more'}
        {Object.entries(sums ?? {}).map(([column, sum]) => `; sum of ${column} ${countText(sum)}`)}
      </p>
    </div>
  )
}

/** How many digits after the point the figures of a column need; undefined for a column of words. */
function decimals(cells: unknown[]): number | undefined {
  const figures = cells.filter((cell) => cell !== null)
  if (figures.length === 0 || !figures.every((cell) => typeof cell === 'number')) return undefined
  return Math.min(6, Math.max(...figures.map((figure) => String(figure).split('.')[1]?.length ?? 0)))
}

function cellText(cell: unknown, places: number | undefined): string {
  if (cell === null) return '–'
  if (typeof cell === 'number' && places !== undefined) return cell.toFixed(places)
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

const CODE = new Set(['sql'])

function Fields({ fields, label }: { fields: Record<string, string | number | boolean | null>; label: string }) {
  return (
    <DescriptionList isHorizontal isCompact className="tandem-fields" aria-label={label} horizontalTermWidthModifier={{ default: '12ch' }}>
      {Object.entries(fields).map(([name, field]) => (
        <DescriptionListGroup key={name}>
          <DescriptionListTerm>{name.replace(/_/g, ' ')}</DescriptionListTerm>
          <DescriptionListDescription className="tandem-said">
            {CODE.has(name) ? <Json value={field} label={`${label}, ${name}`} /> : field === null ? '–' : String(field)}
          </DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  )
}
