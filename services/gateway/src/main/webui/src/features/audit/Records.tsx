import { DescriptionList, Label } from '@patternfly/react-core'
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AuditRecord } from '../../api/hooks/useAudit.ts'
import { Fact } from '../../ui/Fact.tsx'
import { Json } from '../../ui/Json.tsx'
import { When } from '../../ui/When.tsx'
import { decisionOf, Why } from './Why.tsx'
import { countText, nameOf, versionText, words } from '../../ui/words.ts'

const GOOD = new Set(['allowed', 'granted', 'passed', 'used', 'ok'])
const BAD = new Set(['denied', 'rejected', 'failed', 'expired', 'error'])

/** Records, newest first, each a sentence; all of one on demand. */
export function Records({ records }: { records: AuditRecord[] }) {
  const [open, setOpen] = useState<string>()
  return (
    <Table aria-label="Records" variant="compact" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText="Whole record" />
          <Th>When</Th>
          <Th>What happened</Th>
          <Th>Who</Th>
          <Th>Decision</Th>
          <Th>Task</Th>
        </Tr>
      </Thead>
      {records.map((record, at) => {
        const key = `${record.stream ?? ''} ${record.eventId}`
        const isExpanded = open === key
        return (
          <Tbody key={key} isExpanded={isExpanded}>
            <Tr>
              <Td expand={{ rowIndex: at, isExpanded, onToggle: () => setOpen(isExpanded ? undefined : key), expandId: 'record' }} />
              <Td dataLabel="When" modifier="nowrap">
                <When at={record.time} />
              </Td>
              <Td dataLabel="What happened" className="tandem-wrap">
                {record.summary}
              </Td>
              <Td dataLabel="Who">{nameOf(record.person)}</Td>
              <Td dataLabel="Decision">{record.decision && <Decided decision={record.decision} />}</Td>
              <Td dataLabel="Task">
                {record.task && (
                  <>
                    <Link to={`/tasks/${record.task}`} aria-label={`Open task ${record.task}`}>
                      Open
                    </Link>{' '}
                    <Link to={`/audit/tasks/${record.task}`} aria-label={`Evidence of task ${record.task}`}>
                      Evidence
                    </Link>
                  </>
                )}
              </Td>
            </Tr>
            {isExpanded && (
              <Tr isExpanded>
                <Td colSpan={6}>
                  <ExpandableRowContent>
                    <WholeRecord record={record} />
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

function Decided({ decision }: { decision: string }) {
  return (
    <Label isCompact status={GOOD.has(decision) ? 'success' : BAD.has(decision) ? 'danger' : undefined}>
      {words(decision)}
    </Label>
  )
}

function WholeRecord({ record }: { record: AuditRecord }) {
  const decision = decisionOf(record.payload)
  return (
    <>
      {decision && <Why decision={decision} />}
      <DescriptionList isHorizontal isCompact className="tandem-fields" horizontalTermWidthModifier={{ default: '16ch' }} aria-label="Whole record">
        <Fact term="Record">
          number {countText(record.number)} of team {record.team}
        </Fact>
        <Fact term="Kind">{words(record.kind)}</Fact>
        {record.agent && (
          <Fact term="Agent">
            <Link to={`/agents/${record.agent}`}>{versionText(record.agent, record.version)}</Link>
          </Fact>
        )}
        {record.tool && <Fact term="Tool">{record.tool}</Fact>}
        {record.subject && <Fact term="About">{record.subject}</Fact>}
        <Fact term="Came from">
          {record.source} by {record.stream}, event {record.eventId}
        </Fact>
        <Fact term="Hash">
          <code>{record.hash}</code>
        </Fact>
        <Fact term="Hash before it">
          <code>{record.previousHash || 'none: it is the first'}</code>
        </Fact>
        <Fact term="Hash of content">
          <code>{record.payloadHash}</code>
        </Fact>
      </DescriptionList>
      {record.payload == null && <p className="tandem-muted">Its content is gone; Verify tells which erasure on record took it.</p>}
      {record.payload != null && <Json label="Content of the record" value={record.payload} />}
    </>
  )
}
