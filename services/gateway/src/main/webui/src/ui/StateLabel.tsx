import { Label, type LabelProps } from '@patternfly/react-core'
import { words } from './words.ts'

const STATES: Record<string, { text: string; status?: LabelProps['status']; color?: LabelProps['color'] }> = {
  DRAFT: { text: 'Draft', color: 'grey' },
  IN_EVALUATION: { text: 'In evaluation', color: 'blue' },
  IN_REVIEW: { text: 'In review', color: 'purple' },
  CANARY: { text: 'Canary', color: 'teal' },
  ACTIVE: { text: 'Active', status: 'success' },
  DEPRECATED: { text: 'Deprecated', status: 'warning' },
  RETIRED: { text: 'Retired', color: 'grey' },
  REJECTED: { text: 'Rejected', status: 'danger' },
  SUSPENDED: { text: 'Suspended', status: 'danger' },
  SUBMITTED: { text: 'Submitted', color: 'blue' },
  WORKING: { text: 'Working', color: 'blue' },
  COMPLETED: { text: 'Completed', status: 'success' },
  FAILED: { text: 'Failed', status: 'danger' },
  CANCELED: { text: 'Stopped', color: 'grey' },
  INPUT_REQUIRED: { text: 'Waits for an answer', status: 'warning' },
  AUTH_REQUIRED: { text: 'Waits for a person', status: 'warning' },
  WAITING: { text: 'Waiting', status: 'warning' },
  GRANTED: { text: 'Approved', status: 'success' },
  EXPIRED: { text: 'Expired', color: 'grey' },
  WITHDRAWN: { text: 'Withdrawn', color: 'grey' },
  USED: { text: 'Approved and used', status: 'success' },
  APPROVED: { text: 'Approved', status: 'success' },
  QUARANTINED: { text: 'Quarantined', status: 'danger' },
  UP: { text: 'Up', status: 'success' },
  DOWN: { text: 'Down', status: 'danger' },
  REMOVED: { text: 'Removed', color: 'grey' },
  READY: { text: 'Ready', status: 'success' },
  UNAVAILABLE: { text: 'Unavailable', status: 'danger' },
  PASSED: { text: 'Passed', status: 'success' },
  PROPOSED: { text: 'Proposed', color: 'purple' },
  OBSERVED: { text: 'Observed', color: 'blue' },
  ENFORCED: { text: 'In force', status: 'success' },
  REPLACED: { text: 'Replaced', color: 'grey' },
  RUNNING: { text: 'Running', color: 'blue' },
}

/** How tasks say it: the agent declined, nobody rejected it. */
const OF_TASKS: typeof STATES = { REJECTED: { text: 'Declined', status: 'warning' } }

/** A state of an agent version, a task, an approval or a tool, in words. */
export function StateLabel({ state, of }: { state: string; of?: 'task' }) {
  const name = state.replace('TASK_STATE_', '').toUpperCase().replace(/-/g, '_')
  const known = (of === 'task' ? OF_TASKS[name] : undefined) ?? STATES[name]
  return (
    <Label isCompact status={known?.status} color={known?.status ? undefined : known?.color}>
      {known?.text ?? words(state)}
    </Label>
  )
}
