import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ApprovalFacts } from '../../api/hooks/useApprovals.ts'
import { toolOf } from './tell.ts'

/** What exactly would happen, from the tool and the call; nothing of it is the agent's words. */
export function ExactCall({ facts }: { facts: ApprovalFacts }) {
  const { approval, arguments: told } = facts
  const changed = told.some((argument) => argument.before !== undefined && argument.before !== null)
  return (
    <div className="tandem-lines">
      <p>
        <strong>{facts.effect}</strong> {facts.leaves && 'What the tool is given leaves the company.'}
      </p>
      <p className="tandem-muted">{facts.description}</p>
      <Table variant="compact" aria-label={`Arguments of ${toolOf(approval)}`}>
        <Thead>
          <Tr>
            <Th>Argument</Th>
            <Th>Value</Th>
            {changed && <Th>Asked for</Th>}
            <Th>Where it comes from</Th>
          </Tr>
        </Thead>
        <Tbody>
          {told.map((argument) => (
            <Tr key={argument.name}>
              <Td dataLabel="Argument">
                {argument.title}
                {argument.description && <div className="tandem-muted">{argument.description}</div>}
              </Td>
              <Td dataLabel="Value" className="tandem-said">
                {valueText(argument.value)}
              </Td>
              {changed && (
                <Td dataLabel="Asked for" className="tandem-said">
                  {argument.before === undefined || argument.before === null ? 'the same' : valueText(argument.before)}
                </Td>
              )}
              <Td dataLabel="Where it comes from">
                {!argument.vouched ? (
                  <Label isCompact status="warning">
                    Nobody trusted named it
                  </Label>
                ) : argument.sensitive ? (
                  <Label isCompact status="success">
                    A person or a trusted source
                  </Label>
                ) : (
                  <span className="tandem-muted">not sensitive</span>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value)
}
