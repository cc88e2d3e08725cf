import { Button, FormSelect, FormSelectOption, Label, PageSection, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { inventoryCsv, useInventory, type InventoryLine } from '../../api/hooks/useInventory.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'
import { moneyText } from '../../ui/money.ts'
import { COLUMNS, compared, matches, today, type Column } from './lines.ts'
import { StewardDialog } from './StewardDialog.tsx'

/** `/inventory?q=&team=&state=&risk=&sort=&down=`: every agent with who answers for it and what becomes of it. */
export default function InventoryPage() {
  const [query, setQuery] = useSearchParams()
  const inventory = useInventory()
  const [exportProblem, setExportProblem] = useState<unknown>()
  const set = (changes: Record<string, string>) =>
    setQuery(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value) before.set(name, value)
          else before.delete(name)
        }
        return before
      },
      { replace: true },
    )
  const all = inventory.data?.items ?? []
  const filter = { q: query.get('q') ?? '', team: query.get('team') ?? '', state: query.get('state') ?? '', risk: query.get('risk') ?? '' }
  const shown = all.filter((line) => matches(line, filter))
  const save = () =>
    inventoryCsv()
      .then((blob) => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(blob)
        link.download = 'inventory.csv'
        link.click()
        URL.revokeObjectURL(link.href)
        setExportProblem(undefined)
      })
      .catch(setExportProblem)
  return (
    <>
      <PageHead
        title="Inventory"
        actions={
          <>
            <LinkButton variant="secondary" to="/board">
              What needs a hand
            </LinkButton>
            <Button variant="secondary" onClick={() => void save()}>
              Save as CSV
            </Button>
          </>
        }
      >
        Every agent that you may see: who answers for it, and what becomes of it. Use and cost are of the last 30 days.
      </PageHead>
      <PageSection isFilled aria-label="Inventory">
        <Toolbar aria-label="Find agents">
          <ToolbarContent>
            <ToolbarItem>
              <SearchInput
                aria-label="Search the inventory"
                placeholder="Name, purpose, person"
                value={filter.q}
                onChange={(_event, value) => set({ q: value })}
                onClear={() => set({ q: '' })}
              />
            </ToolbarItem>
            {(['team', 'state', 'risk'] as const).map((facet) => (
              <ToolbarItem key={facet}>
                <FormSelect aria-label={facet === 'team' ? 'Team' : facet === 'state' ? 'State' : 'Risk'} value={filter[facet]} onChange={(_event, value) => set({ [facet]: value })}>
                  <FormSelectOption value="" label={`Any ${facet}`} />
                  {[...new Set(all.map((line) => line[facet]))].toSorted().map((value) => (
                    <FormSelectOption key={value} value={value} label={value} />
                  ))}
                </FormSelect>
              </ToolbarItem>
            ))}
          </ToolbarContent>
        </Toolbar>
        {exportProblem !== undefined && <Problem what="The inventory was not saved" problem={exportProblem} />}
        {inventory.isPending && <Loading what="inventory" />}
        {inventory.isError && <Problem what="The inventory cannot be shown" problem={inventory.error} onRetry={() => void inventory.refetch()} />}
        {inventory.isSuccess && all.length === 0 && (
          <EmptyPage title="No agents yet" action={<LinkButton to="/agents/new">New agent</LinkButton>}>
            Agents stand here from their first draft on.
          </EmptyPage>
        )}
        {all.length > 0 && shown.length === 0 && (
          <EmptyPage
            title="No agent matches"
            action={
              <Button variant="secondary" onClick={() => setQuery({}, { replace: true })}>
                Show all agents
              </Button>
            }
          >
            Search for another word, or take a filter away.
          </EmptyPage>
        )}
        {shown.length > 0 && (
          <Lines
            lines={shown}
            sort={(query.get('sort') ?? 'name') as Column}
            down={query.has('down')}
            onSort={(column, down) => set({ sort: column === 'name' ? '' : column, down: down ? 'yes' : '' })}
          />
        )}
      </PageSection>
    </>
  )
}

interface LinesProps {
  lines: InventoryLine[]
  sort: Column
  down: boolean
  onSort: (column: Column, down: boolean) => void
}

function Lines({ lines, sort, down, onSort }: LinesProps) {
  const [editing, setEditing] = useState<InventoryLine>()
  const columns = Object.keys(COLUMNS) as Column[]
  const sorted = lines.toSorted((a, b) => (down ? -1 : 1) * compared(a, b, sort))
  return (
    <div className="tandem-scroll">
      <Table aria-label="Agents" variant="compact">
        <Thead>
          <Tr>
            {columns.map((column, at) => (
              <Th
                key={column}
                modifier="nowrap"
                {...(column === 'name' ? { width: 25 as const } : {})}
                sort={{
                  columnIndex: at,
                  sortBy: { index: columns.indexOf(sort), direction: down ? 'desc' : 'asc' },
                  onSort: (_event, _index, direction) => onSort(column, direction === 'desc'),
                }}
              >
                {COLUMNS[column]}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {sorted.map((line) => (
            <Tr key={line.name}>
              <Td dataLabel={COLUMNS.name}>
                <Link to={`/agents/${line.name}`}>{line.name}</Link>
                <div className="tandem-muted">{line.purpose}</div>
              </Td>
              <Td dataLabel={COLUMNS.team}>{line.team}</Td>
              <Td dataLabel={COLUMNS.owner}>
                <People line={line} onEdit={() => setEditing(line)} />
              </Td>
              <Td dataLabel={COLUMNS.risk}>{line.risk}</Td>
              <Td dataLabel={COLUMNS.state}>
                <StateLabel state={line.state} />
              </Td>
              <Td dataLabel={COLUMNS.lastUse}>{line.lastUse ? <When at={line.lastUse} /> : 'never'}</Td>
              <Td dataLabel={COLUMNS.cost}>{moneyText(line.cost) || '–'}</Td>
              <Td dataLabel={COLUMNS.score}>{line.score === undefined ? '–' : `${Math.round(line.score * 100)} %`}</Td>
              <Td dataLabel={COLUMNS.reviewOn} modifier="nowrap">
                {line.reviewOn ?? '–'} {line.reviewOn && line.reviewOn < today() && <Label isCompact status="warning">overdue</Label>}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {editing && <StewardDialog line={editing} onClose={() => setEditing(undefined)} />}
    </div>
  )
}

function People({ line, onEdit }: { line: InventoryLine; onEdit: () => void }) {
  const text = line.builtIn ? 'the platform' : `${line.owner ?? 'nobody'}, ${line.deputy ? `deputy ${line.deputy}` : 'no deputy'}`
  return (
    <>
      {line.steward ? (
        <Button variant="link" isInline onClick={onEdit} aria-label={`${text}: change for ${line.name}`}>
          {text}
        </Button>
      ) : (
        text
      )}{' '}
      {line.ownerGoneAt && <Label isCompact status="danger">owner gone</Label>}
    </>
  )
}
