import { Alert, Button, Card, CardBody, CardTitle, DescriptionList, Label } from '@patternfly/react-core'
import { useState } from 'react'
import { useBeginConnection, useRevokeConnection, type Connection } from '../../api/hooks/useConnections.ts'
import { Fact } from '../../ui/Fact.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'

/** One server: what was granted there, and the two things that can be done about it. */
export function ConnectionCard({ connection, isWanted }: { connection: Connection; isWanted: boolean }) {
  const { connector, connected, scopes, waitingTasks } = connection
  const [isSure, setSure] = useState(false)
  const begin = useBeginConnection()
  const revoke = useRevokeConnection()
  const connect = () => begin.mutate(connector, { onSuccess: ({ url }) => window.location.assign(url) })
  return (
    <Card isCompact component="section" aria-label={`Connection ${connector}`}>
      <CardTitle component="h2">
        <span className="tandem-step-head">
          {connector}
          <Label isCompact status={connected ? 'success' : isWanted || waitingTasks ? 'warning' : undefined}>
            {connected ? 'Connected' : 'Not connected'}
          </Label>
          {waitingTasks > 0 && !connected && <span>{waitingTasks === 1 ? 'a task of yours waits for it' : `${waitingTasks} of your tasks wait for it`}</span>}
        </span>
      </CardTitle>
      <CardBody className="tandem-lines">
        {connection.description && <p>{connection.description}</p>}
        <DescriptionList isHorizontal isCompact>
          <Fact term="Server">{connection.server}</Fact>
          <Fact term={connected ? 'Granted' : 'Asks for'}>{scopes.join(', ') || 'what the server gives without being asked for more'}</Fact>
          {connected && (
            <>
              <Fact term="Since">
                <When at={connection.connectedAt} />
              </Fact>
              <Fact term="Last used">{connection.usedAt ? <When at={connection.usedAt} /> : 'never'}</Fact>
            </>
          )}
        </DescriptionList>
        {begin.isError && <Problem what={`${connector} was not connected`} problem={begin.error} />}
        {revoke.isError && <Problem what={`${connector} was not revoked`} problem={revoke.error} />}
        {revoke.data && !revoke.data.atServer && (
          <Alert isInline variant="warning" component="h3" title="It is revoked here only">
            {revoke.data.reason}
          </Alert>
        )}
        {!connected && (
          <div>
            <Button aria-label={`Connect ${connector}`} onClick={connect} isLoading={begin.isPending} isDisabled={begin.isPending}>
              Connect
            </Button>
          </div>
        )}
        {connected && !isSure && (
          <div>
            <Button variant="secondary" aria-label={`Revoke ${connector}`} onClick={() => setSure(true)}>
              Revoke
            </Button>{' '}
            <Button variant="link" aria-label={`Connect again: ${connector}`} onClick={connect} isLoading={begin.isPending} isDisabled={begin.isPending}>
              Connect again
            </Button>
          </div>
        )}
        {connected && isSure && (
          <div className="tandem-step-head">
            <span>Agents cannot use it for you any more, until you connect it again.</span>
            <Button
              variant="danger"
              aria-label={`Revoke now: ${connector}`}
              isLoading={revoke.isPending}
              isDisabled={revoke.isPending}
              onClick={() => revoke.mutate(connector, { onSettled: () => setSure(false) })}
            >
              Revoke now
            </Button>
            <Button variant="link" onClick={() => setSure(false)}>
              Cancel
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  )
}
