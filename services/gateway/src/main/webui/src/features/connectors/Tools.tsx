import { Button, FormSelect, FormSelectOption } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { useApproveTool, useTools, type Tool } from '../../api/hooks/useConnectors.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Json } from '../../ui/Json.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'

const EFFECTS: Record<string, string> = {
  READ: 'Reads only',
  IDEMPOTENT: 'May be repeated freely',
  KEYED: 'May be repeated with its key',
  QUERYABLE: 'Can be asked whether it happened',
  AT_MOST_ONCE: 'Once at most',
}

export function Tools({ connector }: { connector: string }) {
  const tools = useTools(connector)
  const admin = hasRole(useMe(), 'admin')
  if (tools.isPending) return <Loading what={`tools of ${connector}`} />
  if (tools.isError) {
    return <Problem what="The tools cannot be shown" problem={tools.error} onRetry={() => void tools.refetch()} />
  }
  if (tools.data.items.length === 0) {
    return <EmptyPage title="No tools">The connector offers none, or none was listed yet.</EmptyPage>
  }
  return (
    <Table aria-label={`Tools of ${connector}`} variant="compact">
      <Thead>
        <Tr>
          <Th>Tool</Th>
          <Th>What it does</Th>
          <Th>Effect</Th>
          <Th>Teams</Th>
          <Th>State</Th>
          {admin && <Th screenReaderText="Actions" />}
        </Tr>
      </Thead>
      <Tbody>
        {tools.data.items.map((tool) => (
          <Tr key={tool.tool}>
            <Td dataLabel="Tool" modifier="nowrap">
              {tool.tool}
            </Td>
            <Td dataLabel="What it does">
              {tool.description}
              {tool.quarantineReason && <p className="tandem-muted">{tool.quarantineReason}</p>}
              {(tool.differences?.length ?? 0) > 0 && <Json label={`What changed in ${tool.tool}`} value={tool.differences?.join('\n')} />}
            </Td>
            <Td dataLabel="Effect">{EFFECTS[tool.effect ?? 'AT_MOST_ONCE']}</Td>
            <Td dataLabel="Teams">{tool.teams?.join(', ') || 'none'}</Td>
            <Td dataLabel="State">
              <StateLabel state={tool.state} />
            </Td>
            {admin && <Td isActionCell>{!/approved/i.test(tool.state) && <ApproveTool connector={connector} tool={tool} />}</Td>}
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function ApproveTool({ connector, tool }: { connector: string; tool: Tool }) {
  const [effect, setEffect] = useState(tool.effect ?? 'AT_MOST_ONCE')
  const approve = useApproveTool(connector)
  return (
    <div className="tandem-line">
      <FormSelect aria-label={`Effect of ${tool.tool}`} value={effect} onChange={(_event, value) => setEffect(value as Tool['effect'])}>
        {Object.entries(EFFECTS).map(([value, label]) => (
          <FormSelectOption key={value} value={value} label={label} />
        ))}
      </FormSelect>
      <Button
        size="sm"
        variant="secondary"
        aria-label={`Approve ${tool.tool}`}
        isLoading={approve.isPending}
        onClick={() => approve.mutate({ tool: tool.tool, effect, definitionHash: tool.proposedHash ?? tool.definitionHash })}
      >
        Approve
      </Button>
      {approve.isError && <Problem what="The tool was not approved" problem={approve.error} />}
    </div>
  )
}
