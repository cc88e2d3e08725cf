import { PageSection } from '@patternfly/react-core'
import { useParams, useSearchParams } from 'react-router'
import { HaltAlert } from '../../ui/HaltAlert.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ChatPane } from '../../ui/chat/ChatPane.tsx'

/** `/chat/{agent}?context=ID`: one conversation. */
export default function ChatPage() {
  const { agent = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const context = query.get('context') ?? undefined
  const name = agent.split('@')[0] ?? agent
  return (
    <>
      <PageHead
        title={`Chat with ${agent}`}
        above={[
          { to: '/agents', name: 'Agents' },
          { to: `/agents/${name}`, name },
        ]}
        actions={
          <LinkButton variant="secondary" to={`/chat/${agent}`}>
            New conversation
          </LinkButton>
        }
      />
      <PageSection isFilled className="tandem-chat-section" aria-label="Conversation">
        <HaltAlert agent={name} />
        <ChatPane
          key={agent}
          agent={agent}
          contextId={context}
          onContext={(id) => setQuery({ context: id }, { replace: true })}
          canSaveCase
        />
      </PageSection>
    </>
  )
}
