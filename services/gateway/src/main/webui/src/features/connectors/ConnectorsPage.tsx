import { Card, CardBody, CardTitle, ExpandableSection, PageSection } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { useConnectors, type Connector } from '../../api/hooks/useConnectors.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { Tools } from './Tools.tsx'

/** `/connectors?open=NAME`: the systems that agents may touch, and their tools. */
export default function ConnectorsPage() {
  const connectors = useConnectors()
  const [query, setQuery] = useSearchParams()
  const open = query.get('open')
  const items = connectors.data?.items ?? []
  return (
    <>
      <PageHead title="Connectors">The systems that agents may touch. Each tool is pinned as it was approved.</PageHead>
      <PageSection isFilled aria-label="Connectors">
        {connectors.isPending && <Loading what="connectors" />}
        {connectors.isError && (
          <Problem what="The connectors cannot be shown" problem={connectors.error} onRetry={() => void connectors.refetch()} />
        )}
        {connectors.isSuccess && items.length === 0 && (
          <EmptyPage title="No connectors">
            None belongs to your team. An administrator registers connectors and gives them to teams.
          </EmptyPage>
        )}
        <div className="tandem-lines">
          {items.map((connector) => (
            <ConnectorCard
              key={connector.name}
              connector={connector}
              isOpen={open === connector.name || items.length === 1}
              onToggle={(expanded) => setQuery(expanded ? { open: connector.name } : {}, { replace: true })}
            />
          ))}
        </div>
      </PageSection>
    </>
  )
}

interface Props {
  connector: Connector
  isOpen: boolean
  onToggle: (expanded: boolean) => void
}

function ConnectorCard({ connector, isOpen, onToggle }: Props) {
  return (
    <Card isCompact component="section" aria-label={`Connector ${connector.name}`}>
      <CardTitle component="h2">
        {connector.name} {connector.state && <StateLabel state={connector.state} />}
      </CardTitle>
      <CardBody>
        {connector.description && <p>{connector.description}</p>}
        {connector.problem && <p className="tandem-wrap">{connector.problem}</p>}
        <p className="tandem-muted">
          {connector.builtIn ? 'Built in' : `Registered by ${connector.registeredBy?.replace('person:', '') ?? 'an administrator'}`}
          {(connector.quarantined ?? 0) > 0 && `; ${connector.quarantined} of its tools wait for an administrator`}
        </p>
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
