import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core'
import type { HaltAim, HaltPreview } from '../../api/hooks/useHalts.ts'
import { countText, nameOf } from '../../ui/words.ts'
import { aimText } from './aim.ts'

/** So many are named at most. */
const NAMED = 10

interface Line {
  what: string
  count: number
  first: string[]
}

/** What a halt hits: how many, and the first by name. */
export function HaltPreviewList({ aim, preview: { reach, work, approvals } }: { aim: HaltAim; preview: HaltPreview }) {
  const isTool = aim.scope === 'tool' || aim.scope === 'connector'
  const share = ({ name, count }: { name: string; count: number }) => `${nameOf(name)} (${countText(count)})`
  const lines: Line[] = [
    { what: isTool ? 'Agents that use it' : 'Agents', ...reach.agents },
    ...(aim.scope === 'agent' || aim.scope === 'team' ? [{ what: 'Agents that ask them', ...reach.askedBy }] : []),
    { what: isTool ? 'Running tasks of these agents' : 'Running tasks that end', count: work.running.count, first: work.running.first.map(share) },
    { what: 'Tasks of others that wait for these', count: work.waiting.count, first: work.waiting.first.map(share) },
    { what: 'Tasks asked for since a day ago, by whom', count: work.callers.count, first: work.callers.first.map(share) },
    {
      what: isTool ? 'Waiting approvals that lead nowhere' : 'Waiting approvals that are withdrawn',
      count: approvals.count,
      first: approvals.first.map(({ agent, tool }) => `${agent}: ${tool}`),
    },
  ]
  return (
    <section aria-label={`What a halt of ${aimText(aim)} hits`}>
      {reach.halted && <Alert isInline variant="info" component="h3" title={`${aimText(aim)} is halted already`} />}
      <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: '20ch', md: '36ch' }}>
        {lines.map(({ what, count, first }) => (
          <DescriptionListGroup key={what}>
            <DescriptionListTerm>{what}</DescriptionListTerm>
            <DescriptionListDescription>
              <strong>{countText(count)}</strong>
              {first.length > 0 && `: ${first.join(', ')}${first.length === NAMED && count > NAMED ? ' …' : ''}`}
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
    </section>
  )
}
