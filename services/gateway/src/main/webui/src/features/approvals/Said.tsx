import { ExpandableSection } from '@patternfly/react-core'
import { useState } from 'react'
import { useTaskSteps } from '../../api/hooks/useTasks.ts'

/** What the agent said when it asked, folded away: it is no fact, and may be what somebody else made it say. */
export function Said({ task }: { task: string }) {
  const [open, setOpen] = useState(false)
  const steps = useTaskSteps(open ? task : undefined, undefined)
  const said = steps.data?.filter((step) => step.kind === 'model-turn').at(-1)?.body.text
  return (
    <ExpandableSection
      toggleText="What the agent said"
      isExpanded={open}
      onToggle={(_event, expanded) => setOpen(expanded)}
    >
      <p className="tandem-said">{steps.isPending ? 'Reading its task …' : said || 'Nothing beside the call.'}</p>
    </ExpandableSection>
  )
}
