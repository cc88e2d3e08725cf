import { Alert, Label, List, ListItem } from '@patternfly/react-core'
import type { PolicyReport } from '../../api/hooks/usePolicies.ts'
import { OUTCOMES } from '../../ui/outcomes.ts'

/** What was found about a proposal, case by case. */
export function ReportView({ report }: { report: PolicyReport }) {
  const title = report.ready ? 'It decides each case as expected' : 'It cannot be proposed yet'
  return (
    <Alert variant={report.ready ? 'success' : 'warning'} isInline component="h3" title={title}>
      <List isPlain aria-label="Findings">
        {report.faults.map((fault) => (
          <ListItem key={`${fault.policy ?? ''} ${fault.message}`} className="tandem-wrap">
            {fault.policy && <code>{fault.policy}</code>} {fault.message}
            {fault.help && ` (${fault.help})`}
          </ListItem>
        ))}
        {report.cases.map((one) => (
          <ListItem key={one.name} className="tandem-wrap">
            <Label isCompact status={one.passed ? 'success' : 'danger'}>
              {one.passed ? 'As expected' : 'Not as expected'}
            </Label>{' '}
            {one.name}: {one.fault ?? `${OUTCOMES[one.decision?.outcome ?? ''] ?? ''}. ${one.decision?.because[0]?.says ?? ''}`}
          </ListItem>
        ))}
        {report.faults.length === 0 && report.cases.length === 0 && <ListItem>Give at least one case.</ListItem>}
      </List>
    </Alert>
  )
}
