import { Alert } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import type { NearDuplicate } from '../api/hooks/useOverlaps.ts'

interface Props {
  /** The agent that is compared. */
  agent: string
  purpose?: string
  overlaps: NearDuplicate[]
}

/** Agents that are much alike, side by side with the one that is to be submitted. */
export function Overlaps({ agent, purpose, overlaps }: Props) {
  return (
    <Alert isInline variant="warning" component="h3" title={overlaps.length === 1 ? 'There is an agent much like this one' : 'There are agents much like this one'}>
      <p>Use or extend what is there, or say why this one is needed as well. The approver reads your reason.</p>
      <Table aria-label={`Agents like ${agent}`} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="wrap">Agent</Th>
            <Th modifier="wrap">Team, owner</Th>
            <Th modifier="wrap">Purpose</Th>
            <Th modifier="wrap">In common</Th>
          </Tr>
        </Thead>
        <Tbody>
          <Tr>
            <Td dataLabel="Agent">
              <strong>{agent}</strong>
            </Td>
            <Td dataLabel="Team, owner">this one</Td>
            <Td dataLabel="Purpose">{purpose ?? ''}</Td>
            <Td dataLabel="In common" />
          </Tr>
          {overlaps.map((other) => (
            <Tr key={other.name}>
              <Td dataLabel="Agent">
                {other.purpose === undefined ? other.name : <Link to={`/agents/${other.name}`}>{other.name}</Link>}
              </Td>
              <Td dataLabel="Team, owner">
                {other.team}, {other.owner ?? 'nobody'}
              </Td>
              <Td dataLabel="Purpose">{other.purpose ?? 'Not yours to see; ask its owner.'}</Td>
              <Td dataLabel="In common">{common(other)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Alert>
  )
}

function common({ likeness, words, tools }: NearDuplicate): string {
  const parts = [`${Math.round(likeness * 100)} % alike`]
  if (tools?.length) parts.push(`tools ${tools.join(', ')}`)
  if (words?.length) parts.push(`words ${words.slice(0, 8).join(', ')}`)
  return parts.join('; ')
}
