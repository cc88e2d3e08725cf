import { Alert } from '@patternfly/react-core'
import { flowText, type Provenance } from './flow.ts'

/** What whoever approves a call has to know of where it comes from. */
export function Origin({ provenance }: { provenance?: Provenance }) {
  if (!provenance) return null
  const { flow, unvouched } = provenance
  const read = flowText(flow)
  if (unvouched.length > 0) {
    return (
      <Alert isInline variant="warning" component="p" title={`Look at ${unvouched.join(' and ')}`}>
        No person and no trusted source named {unvouched.length > 1 ? 'these values' : 'this value'}. The task has read {read}, and may have taken{' '}
        {unvouched.length > 1 ? 'them' : 'it'} from there.
      </Alert>
    )
  }
  return read ? <p className="tandem-muted">Before this call the task has read {read}.</p> : null
}
