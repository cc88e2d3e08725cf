import { DescriptionList, Label } from '@patternfly/react-core'
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { Proved } from '../../api/hooks/useEvidence.ts'
import { Fact } from '../../ui/Fact.tsx'
import { Json } from '../../ui/Json.tsx'
import { When } from '../../ui/When.tsx'
import { countText, nameOf, words } from '../../ui/words.ts'

interface ApprovalEvent {
  approvalId?: string
  bindingHash?: string
  decidedBy?: string
  reason?: string
  status?: string
}

/** The records of one task in order: what, who, why, and the proof of each. */
export function EvidenceRecords({ records }: { records: Proved[] }) {
  const [open, setOpen] = useState<number>()
  return (
    <Table aria-label="Records" variant="compact" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText="Proof and content" />
          <Th>When</Th>
          <Th>What happened</Th>
          <Th>Who</Th>
          <Th>Proof</Th>
        </Tr>
      </Thead>
      {records.map((proved, at) => {
        const isExpanded = open === at
        const { record, summary, proof } = proved
        return (
          <Tbody key={`${record.team} ${record.number}`} isExpanded={isExpanded}>
            <Tr>
              <Td expand={{ rowIndex: at, isExpanded, onToggle: () => setOpen(isExpanded ? undefined : at), expandId: 'evidence' }} />
              <Td dataLabel="When" modifier="nowrap">
                <When at={record.time} />
              </Td>
              <Td dataLabel="What happened" className="tandem-wrap">
                {summary}
              </Td>
              <Td dataLabel="Who">{nameOf(record.about.person)}</Td>
              <Td dataLabel="Proof">
                <Label isCompact status={proof ? 'success' : 'warning'}>
                  {proof ? 'in checkpoint' : 'none'}
                </Label>
              </Td>
            </Tr>
            {isExpanded && (
              <Tr isExpanded>
                <Td colSpan={5}>
                  <ExpandableRowContent>
                    <Whole proved={proved} />
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

function Whole({ proved }: { proved: Proved }) {
  const { record, payload, proof } = proved
  const content = payload == null ? undefined : (JSON.parse(payload) as unknown)
  const approval = record.stream === 'hub.approvals' ? (content as ApprovalEvent) : undefined
  return (
    <>
      <DescriptionList isHorizontal isCompact className="tandem-fields" horizontalTermWidthModifier={{ default: '16ch' }} aria-label="Whole record">
        <Fact term="Record">
          number {countText(record.number)} of team {record.team}, {words(record.about.kind)}
        </Fact>
        {record.about.decision && <Fact term="Decision">{words(record.about.decision)}</Fact>}
        {record.about.tool && <Fact term="Tool">{record.about.tool}</Fact>}
        {approval?.decidedBy && <Fact term="Decided by">{nameOf(approval.decidedBy)}</Fact>}
        {approval?.reason && <Fact term="Reason">{approval.reason}</Fact>}
        {approval?.bindingHash && (
          <Fact term="Bound to">
            exactly this call, hash <code>{approval.bindingHash}</code>
          </Fact>
        )}
        <Fact term="Hash">
          <code>{record.hash}</code>
        </Fact>
        {proof && (
          <Fact term="Proof">
            leaf {countText(proof.index)} of a tree of {countText(proof.size)}, beside the way to its root:{' '}
            {proof.path.map((step) => (
              <code key={step}>{step} </code>
            ))}
          </Fact>
        )}
      </DescriptionList>
      {content === undefined ? <p>The content was erased.</p> : <Json label="Content of the record" value={content} />}
    </>
  )
}
