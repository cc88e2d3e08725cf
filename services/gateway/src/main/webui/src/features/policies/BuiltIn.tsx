import { Card, CardBody, CardExpandableContent, CardHeader, CardTitle } from '@patternfly/react-core'
import { useState } from 'react'
import { useBuiltInPolicies } from '../../api/hooks/usePolicies.ts'
import { Json } from '../../ui/Json.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'

/** The floor under every team. */
export function BuiltIn() {
  const [isOpen, setOpen] = useState(false)
  const builtIn = useBuiltInPolicies()
  return (
    <Card isCompact component="section" isExpanded={isOpen} aria-label="What is built in">
      <CardHeader
        onExpand={() => setOpen(!isOpen)}
        toggleButtonProps={{ 'aria-label': 'What is built in', 'aria-expanded': isOpen }}
      >
        <CardTitle component="h2">What is built in</CardTitle>
      </CardHeader>
      <CardExpandableContent>
        <CardBody>
          <p>It holds for every team. A team’s own policies add to it and take nothing from it.</p>
          {builtIn.isPending && <Loading what="what is built in" />}
          {builtIn.isError && <Problem what="What is built in cannot be shown" problem={builtIn.error} />}
          {builtIn.data && <Json label="Built-in policies" value={builtIn.data.text} />}
        </CardBody>
      </CardExpandableContent>
    </Card>
  )
}
