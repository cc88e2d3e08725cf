import { DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core'
import type { ReactNode } from 'react'

/** One term of a description list and what is said of it. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="tandem-wrap">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  )
}
