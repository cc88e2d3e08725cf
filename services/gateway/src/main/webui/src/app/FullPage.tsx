import { Bullseye, Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Spinner } from '@patternfly/react-core'
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'

/** Shown while there is no page yet. */
export function FullPage({ text }: { text: string }) {
  return (
    <Bullseye className="tandem-full">
      <EmptyState titleText={text} headingLevel="h1" icon={Spinner} />
    </Bullseye>
  )
}

interface ProblemProps {
  title: string
  detail: string
  children: ReactNode
  onRetry?: () => void
}

export function FullPageProblem({ title, detail, children, onRetry }: ProblemProps) {
  return (
    <Bullseye className="tandem-full">
      <EmptyState titleText={title} headingLevel="h1" icon={ExclamationCircleIcon} status="danger">
        <EmptyStateBody>
          <p>{detail}</p>
          <p>{children}</p>
        </EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onRetry ?? (() => window.location.reload())}>Try again</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </Bullseye>
  )
}
