import { PageSection } from '@patternfly/react-core'
import { Component, type ReactNode } from 'react'
import { Problem } from '../ui/Problem.tsx'

interface State {
  failure?: Error
}

/** A page that fails to draw says so and leaves the rest of the console working. */
export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = {}

  static getDerivedStateFromError(failure: Error): State {
    return { failure }
  }

  override render() {
    const { failure } = this.state
    if (!failure) return this.props.children
    return (
      <PageSection aria-label="Problem">
        <Problem what="This page cannot be shown" problem={failure} onRetry={() => window.location.reload()} />
      </PageSection>
    )
  }
}
