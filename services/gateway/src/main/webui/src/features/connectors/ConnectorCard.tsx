import { Button, Card, CardBody, CardTitle, ExpandableSection } from '@patternfly/react-core'
import { useEffect, useRef } from 'react'
import { useListToolsAgain, type Connector } from '../../api/hooks/useConnectors.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Tools } from './Tools.tsx'

interface Props {
  connector: Connector
  isOpen: boolean
  onToggle: (expanded: boolean) => void
  /** It was just registered here: it is brought into view. */
  isNew?: boolean
}

/** One system: where it came from, whether it answers, and its tools. */
export function ConnectorCard({ connector, isOpen, onToggle, isNew = false }: Props) {
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) card.current?.scrollIntoView?.({ block: 'start' })
  }, [isNew])
  const isAdmin = hasRole(useMe(), 'admin')
  const again = useListToolsAgain(connector.name)
  return (
    <Card ref={card} isCompact component="section" aria-label={`Connector ${connector.name}`}>
      <CardTitle component="h2">
        {connector.name} {connector.state && <StateLabel state={connector.state} />}
      </CardTitle>
      <CardBody>
        {connector.description && <p>{connector.description}</p>}
        {connector.problem && <p className="tandem-wrap">{connector.problem}</p>}
        {again.isError && <Problem what="Its tools were not listed" problem={again.error} />}
        <p className="tandem-muted">
          {origin(connector)}
          {isAdmin && !connector.builtIn && connector.url && ` at ${connector.url}`}
          {connector.program && `, a program: ${[connector.program.command, ...connector.program.arguments].join(' ')}, ${connector.program.network ? 'with' : 'without'} network`}
          {connector.hasCredential && ', with a credential'}
          {connector.identity === 'caller' && ', called as whoever an agent works for'}
          {connector.identity === 'grant' && ', called with what each person connects'}
          {connector.quarantined > 0 && `; ${waiting(connector.quarantined)}`}
        </p>
        {isAdmin && !connector.builtIn && (
          <Button
            variant="link"
            isInline
            isLoading={again.isPending}
            isDisabled={again.isPending}
            onClick={() => again.mutate()}
          >
            Ask {connector.name} for its tools again
          </Button>
        )}
        <ExpandableSection
          toggleText={isOpen ? `Hide tools of ${connector.name}` : `Show tools of ${connector.name}`}
          isExpanded={isOpen}
          onToggle={(_event, expanded) => onToggle(expanded)}
        >
          {isOpen && <Tools connector={connector.name} />}
        </ExpandableSection>
      </CardBody>
    </Card>
  )
}

function origin(connector: Connector): string {
  if (connector.builtIn) return 'Built in'
  return `Registered by ${connector.registeredBy?.replace('person:', '') ?? 'an administrator'}`
}

function waiting(tools: number): string {
  return tools === 1 ? 'one of its tools waits for an administrator' : `${tools} of its tools wait for an administrator`
}
