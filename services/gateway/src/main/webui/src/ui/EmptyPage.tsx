import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  children: ReactNode
  /** The next step. */
  action?: ReactNode
}

/** Says that there is nothing yet, and what to do next. */
export function EmptyPage({ title, children, action }: Props) {
  return (
    <EmptyState titleText={title} headingLevel="h2" variant="lg">
      <EmptyStateBody>{children}</EmptyStateBody>
      {action && (
        <EmptyStateFooter>
          <EmptyStateActions>{action}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  )
}
