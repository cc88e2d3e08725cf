import { Alert, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, List, ListItem } from '@patternfly/react-core'
import type { ErasurePreview } from '../../api/hooks/useErasures.ts'
import { countText } from '../../ui/words.ts'

/** So many tasks are named at most. */
const NAMED = 5

/** What an erasure takes, what it leaves, and what it does not reach. */
export function ErasurePreviewList({ preview, label }: { preview: ErasurePreview; label: string }) {
  const counts = (of: ErasurePreview['kinds']) => of.map(({ name, records }) => `${name} ${countText(records)}`).join(', ')
  const lines = [
    { what: 'Records that lose their content', count: preview.records, more: counts(preview.kinds) },
    { what: 'Tasks that this is about', count: preview.tasks, more: preview.taskIds.slice(0, NAMED).join(', ') + (preview.tasks > NAMED ? ' …' : '') },
    { what: 'Records whose content stays as proof', count: preview.stays.reduce((sum, { records }) => sum + records, 0), more: counts(preview.stays) },
    { what: 'Tasks that still run, of which nothing goes', count: preview.runningTasks, more: '' },
  ]
  return (
    <section aria-label={label} className="tandem-lines">
      <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: '20ch', md: '40ch' }}>
        {lines.map(({ what, count, more }) => (
          <DescriptionListGroup key={what}>
            <DescriptionListTerm>{what}</DescriptionListTerm>
            <DescriptionListDescription className="tandem-wrap">
              <strong>{countText(count)}</strong>
              {more && `: ${more}`}
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
        <DescriptionListGroup>
          <DescriptionListTerm>Copies that it does not reach</DescriptionListTerm>
          <DescriptionListDescription>
            <List>
              {preview.elsewhere.map((place) => (
                <ListItem key={place}>{place}</ListItem>
              ))}
            </List>
          </DescriptionListDescription>
        </DescriptionListGroup>
      </DescriptionList>
      {preview.warnings.map((warning) => (
        <Alert key={warning} isInline isPlain component="h3" variant="warning" title={warning} />
      ))}
    </section>
  )
}
