import { PageSection } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { useConnections } from '../../api/hooks/useConnections.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { ConnectionCard } from './ConnectionCard.tsx'

/** `/connections?connect=NAME`: what agents may do with one's own accounts, and the way to let them and to end it. */
export default function ConnectionsPage() {
  const [query] = useSearchParams()
  const wanted = query.get('connect')
  const connections = useConnections()
  const items = [...(connections.data ?? [])].sort((one, other) => Number(other.connector === wanted) - Number(one.connector === wanted))
  return (
    <>
      <PageHead title="My connections">
        Servers at which you have an account of your own. Once you connect one, agents that you ask use it as you, and nobody else does.
      </PageHead>
      <PageSection isFilled aria-label="My connections">
        {connections.isPending && <Loading what="connections" />}
        {connections.isError && !connections.data && (
          <Problem what="Your connections cannot be shown" problem={connections.error} onRetry={() => void connections.refetch()} />
        )}
        <div className="tandem-lines">
          {items.map((connection) => (
            <ConnectionCard key={connection.connector} connection={connection} isWanted={connection.connector === wanted} />
          ))}
        </div>
        {connections.isSuccess && items.length === 0 && (
          <EmptyPage title="There is nothing to connect" action={<LinkButton to="/connectors">See connectors</LinkButton>}>
            An administrator registers a server that people connect under Connectors.
          </EmptyPage>
        )}
      </PageSection>
    </>
  )
}
