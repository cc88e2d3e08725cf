import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { PolicyDraft } from '../../api/hooks/usePolicies.ts'
import { OUTCOMES } from '../../ui/outcomes.ts'

type Case = NonNullable<PolicyDraft['cases']>[number]

/** What a revision has to decide, one situation a row. */
export function CasesTable({ cases, label }: { cases: Case[]; label: string }) {
  return (
    <Table variant="compact" aria-label={label}>
      <Thead>
        <Tr>
          <Th>Case</Th>
          <Th>Situation</Th>
          <Th>Expected</Th>
        </Tr>
      </Thead>
      <Tbody>
        {cases.map((one) => (
          <Tr key={one.name}>
            <Td dataLabel="Case" className="tandem-wrap">
              {one.name}
            </Td>
            <Td dataLabel="Situation" className="tandem-wrap">
              {situation(one)}
            </Td>
            <Td dataLabel="Expected" modifier="nowrap">
              {OUTCOMES[one.expect]}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function situation({ tool, call, move }: Case): string {
  if (tool) return [`calls ${tool.tool}`, fields(tool.arguments), tool.user && `for ${tool.user}`, fields(tool.agent)].filter(Boolean).join('; ')
  if (call) return [`${call.caller.id} calls an agent`, fields({ teams: call.caller.teams, roles: call.caller.roles, actors: call.actors }), fields(call.agent)].filter(Boolean).join('; ')
  if (move) return [`${move.caller?.id ?? 'somebody'} moves a version from ${move.from} to ${move.to}`, fields(move.agent)].filter(Boolean).join('; ')
  return ''
}

function fields(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .map(([name, field]) => `${name} ${typeof field === 'string' ? field : JSON.stringify(field)}`)
    .join(', ')
}
