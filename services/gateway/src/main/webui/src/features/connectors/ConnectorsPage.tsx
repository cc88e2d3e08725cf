import { Button, PageSection } from '@patternfly/react-core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useConnectors } from '../../api/hooks/useConnectors.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { ConnectorCard } from './ConnectorCard.tsx'
import { RegisterConnector } from './RegisterConnector.tsx'

/** `/connectors?open=NAME`: the systems that agents may touch, and their tools. */
export default function ConnectorsPage() {
  const connectors = useConnectors()
  const isAdmin = hasRole(useMe(), 'admin')
  const [query, setQuery] = useSearchParams()
  const [registering, setRegistering] = useState(false)
  const [registered, setRegistered] = useState<string>()
  const open = query.get('open')
  const items = connectors.data?.items ?? []
  const register = isAdmin && <Button onClick={() => setRegistering(true)}>Register a connector</Button>
  return (
    <>
      <PageHead title="Connectors" actions={register}>
        The systems that agents may touch. Each tool is pinned as it was approved.{!isAdmin && ' Administrators register connectors.'}
      </PageHead>
      <PageSection isFilled aria-label="Connectors">
        {registering && (
          <RegisterConnector
            onClose={() => setRegistering(false)}
            onRegistered={({ name }) => {
              setRegistering(false)
              setRegistered(name)
              setQuery({ open: name }, { replace: true })
            }}
          />
        )}
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
              isNew={registered === connector.name}
              isOpen={open === connector.name || items.length === 1}
              onToggle={(expanded) => setQuery(expanded ? { open: connector.name } : {}, { replace: true })}
            />
          ))}
        </div>
      </PageSection>
    </>
  )
}
