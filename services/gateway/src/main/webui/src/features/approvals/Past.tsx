import { Label } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import type { PastDecision } from '../../api/hooks/useApprovals.ts'
import { When } from '../../ui/When.tsx'
import { nameOf, versionText } from '../../ui/words.ts'

/** How people decided on similar calls. */
export function Past({ title, decisions }: { title: string; decisions: PastDecision[] }) {
  if (decisions.length === 0) return <p className="tandem-muted">{title}: none yet.</p>
  return (
    <div className="tandem-scroll" role="region" aria-label={title} tabIndex={0}>
      <Table variant="compact" aria-label={title}>
        <caption>{title}</caption>
        <Thead>
          <Tr>
            <Th>Decision</Th>
            <Th>Arguments</Th>
            <Th>Who and why</Th>
            <Th>When</Th>
          </Tr>
        </Thead>
        <Tbody>
          {decisions.map((past) => (
            <Tr key={past.id}>
              <Td dataLabel="Decision">
                <Label isCompact status={past.approved ? 'success' : 'danger'}>
                  {past.approved ? (past.edited ? 'Approved, changed' : 'Approved') : 'Rejected'}
                </Label>
              </Td>
              <Td dataLabel="Arguments" className="tandem-said">
                <Link to={`/approvals/${past.id}`}>{argumentsText(past.arguments)}</Link>
                <div className="tandem-muted">{versionText(past.agent, past.version)}</div>
              </Td>
              <Td dataLabel="Who and why">
                {nameOf(past.decidedBy)}
                {past.reason && `: ${past.reason}`}
              </Td>
              <Td dataLabel="When">
                <When at={past.decidedAt} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

function argumentsText(values: unknown): string {
  const told = Object.entries((values ?? {}) as Record<string, unknown>).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return told.join(', ') || 'none'
}
