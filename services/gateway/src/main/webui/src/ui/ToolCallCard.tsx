import { Card, CardBody, ExpandableSection, Label, Stack, StackItem, type LabelProps } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ToolCall } from '../api/toolCalls.ts'
import { Decision } from './Decision.tsx'
import { Value } from './Value.tsx'
import { secondsText } from './money.ts'
import { nameOf } from './words.ts'

const STATUS: Record<ToolCall['status'], { text: string; status?: LabelProps['status'] }> = {
  asked: { text: 'Wanted' },
  waiting: { text: 'Waits for an approval', status: 'warning' },
  running: { text: 'Running', status: 'info' },
  rejected: { text: 'Rejected', status: 'danger' },
  denied: { text: 'Denied', status: 'danger' },
  done: { text: 'Done', status: 'success' },
  failed: { text: 'Failed', status: 'danger' },
}

/** What an agent did with a tool or another agent: one line, all of it on demand, a decision in place. */
export function ToolCallCard({ call, agent, askedBy }: { call: ToolCall; agent: string; askedBy: string }) {
  const [open, setOpen] = useState(false)
  const waiting = call.status === 'waiting'
  const why = call.status === 'failed' || call.status === 'denied' ? call.result || call.reason : call.reason
  const what = call.isAgent ? `Asked agent ${call.tool}` : `Tool ${call.tool}`
  return (
    <Card isCompact component="section" aria-label={what}>
      <CardBody className="tandem-lines">
        <div className="tandem-step-head">
          <strong className="tandem-wrap">{what}</strong>
          <Label isCompact status={STATUS[call.status].status}>
            {STATUS[call.status].text}
          </Label>
          {call.millis != null && <span className="tandem-muted">{secondsText(call.millis)}</span>}
          {call.childTaskId && <Link to={`/tasks/${call.childTaskId}`}>Its task</Link>}
        </div>
        {why && <p className="tandem-wrap">{why}</p>}
        {call.decidedBy && (
          <p>
            {call.status === 'rejected' ? 'Rejected' : call.changed ? 'Approved with other arguments' : 'Approved'} by {nameOf(call.decidedBy)}
            {call.decisionReason && `: ${call.decisionReason}`}
          </p>
        )}
        <ExpandableSection
          toggleText={open || waiting ? 'Details' : 'Show details'}
          isExpanded={open || waiting}
          onToggle={(_event, expanded) => setOpen(expanded)}
        >
          <Stack hasGutter>
            <StackItem>
              <Value label={`Arguments of ${call.tool}`} value={call.arguments ?? {}} />
            </StackItem>
            {call.result != null && (
              <StackItem>
                <Value label={`Result of ${call.tool}`} value={call.result} />
              </StackItem>
            )}
          </Stack>
        </ExpandableSection>
        {waiting && call.approvalId && (
          <p>
            <Link to={`/approvals/${call.approvalId}`}>What exactly waits, and who decides</Link>
          </p>
        )}
        {waiting && call.approvalId && (
          <Decision id={call.approvalId} what={call.tool} agent={agent} askedBy={[askedBy]} reason={call.approvalReason} />
        )}
      </CardBody>
    </Card>
  )
}
