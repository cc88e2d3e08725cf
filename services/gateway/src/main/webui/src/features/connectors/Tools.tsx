import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { useTools } from '../../api/hooks/useConnectors.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { EFFECTS, waits } from './effects.ts'
import { ToolDetails } from './ToolDetails.tsx'

export function Tools({ connector }: { connector: string }) {
  const tools = useTools(connector)
  const [open, setOpen] = useState<string>()
  const admin = hasRole(useMe(), 'admin')
  if (tools.isPending) return <Loading what={`tools of ${connector}`} />
  if (tools.isError) {
    return <Problem what="The tools cannot be shown" problem={tools.error} onRetry={() => void tools.refetch()} />
  }
  if (tools.data.items.length === 0) {
    return (
      <EmptyPage title="No tools">
        The connector offers none, or none of them is given to one of your teams. An administrator gives tools to teams.
      </EmptyPage>
    )
  }
  return (
    <Table aria-label={`Tools of ${connector}`} variant="compact" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText="Details" />
          <Th>Tool</Th>
          <Th>What it does</Th>
          <Th>Effect</Th>
          <Th>Teams</Th>
          <Th>State</Th>
        </Tr>
      </Thead>
      {tools.data.items.map((tool, at) => {
        // What waits for an administrator is open from the beginning.
        const isExpanded = open === undefined ? admin && waits(tool) : open === tool.tool
        return (
          <Tbody key={tool.tool} isExpanded={isExpanded}>
            <Tr>
              <Td
                expand={{
                  rowIndex: at,
                  isExpanded,
                  onToggle: () => setOpen(isExpanded ? '' : tool.tool),
                  expandId: `tools-of-${connector}`,
                }}
              />
              <Td dataLabel="Tool" modifier="nowrap">
                {tool.tool}
              </Td>
              <Td dataLabel="What it does">{tool.description}</Td>
              <Td dataLabel="Effect">{EFFECTS[tool.effect ?? 'AT_MOST_ONCE']}</Td>
              <Td dataLabel="Teams">{tool.teams?.join(', ') || 'none'}</Td>
              <Td dataLabel="State">
                <StateLabel state={tool.state} />
              </Td>
            </Tr>
            {isExpanded && (
              <Tr isExpanded>
                <Td />
                <Td colSpan={5}>
                  <ExpandableRowContent>
                    <ToolDetails connector={connector} tool={tool} isAdmin={admin} />
                  </ExpandableRowContent>
                </Td>
              </Tr>
            )}
          </Tbody>
        )
      })}
    </Table>
  )
}
