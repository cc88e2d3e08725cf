import { Alert, PageSection } from '@patternfly/react-core'
import { useEffect, useRef, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useCompleteConnection } from '../../api/hooks/useConnections.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'

/** `/connections/:connector/callback?code=&state=&iss=`: where a server's authorization server sends people back to. */
export default function ConnectedPage() {
  const { connector = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const [said] = useState(() => ({ code: query.get('code'), state: query.get('state'), iss: query.get('iss') ?? undefined, error: query.get('error') }))
  const { mutate, ...complete } = useCompleteConnection(connector)
  const isTold = useRef(false)
  useEffect(() => {
    if (isTold.current) return
    isTold.current = true
    setQuery({}, { replace: true }) // a code holds once; nobody finds it in the address
    if (said.code && said.state) mutate({ code: said.code, state: said.state, iss: said.iss })
  }, [said, mutate, setQuery])
  const isAnswer = Boolean(said.code && said.state)
  return (
    <>
      <PageHead title={`Connect ${connector}`} above={[{ to: '/connections', name: 'My connections' }]} />
      <PageSection isFilled aria-label={`Connect ${connector}`}>
        <div className="tandem-lines">
          {isAnswer && (complete.isIdle || complete.isPending) && <Loading what="what the server said" />}
          {complete.isError && <Problem what={`${connector} was not connected`} problem={complete.error} />}
          {complete.isSuccess && (
            <Alert isInline variant="success" component="h2" title={`${connector} is connected`}>
              Tasks of yours that waited for it go on by themselves.
            </Alert>
          )}
          {!isAnswer && (
            <Alert isInline variant="warning" component="h2" title={`${connector} was not connected`}>
              {said.error === 'access_denied' ? 'You did not agree at the server.' : `The server sent you back without an answer${said.error ? ` (${said.error})` : ''}.`} Connect it
              again whenever you like.
            </Alert>
          )}
          <div>
            <LinkButton to="/connections" variant="link" isInline>
              To my connections
            </LinkButton>
          </div>
        </div>
      </PageSection>
    </>
  )
}
