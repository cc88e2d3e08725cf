import { useEffect, useRef } from 'react'
import { agreedTo } from '../../api/a2a.ts'
import { useChat } from '../../api/hooks/useChat.ts'
import { EmptyPage } from '../EmptyPage.tsx'
import { Loading } from '../Loading.tsx'
import { Problem } from '../Problem.tsx'
import { ChatBox } from './ChatBox.tsx'
import { ChatTurn } from './ChatTurn.tsx'

interface Props {
  agent: string
  contextId?: string
  /** Told as soon as the platform has named the conversation. */
  onContext?: (contextId: string) => void
  canSaveCase?: boolean
  /** How the agent is called here, such as `the draft`. */
  called?: string
}

/** One conversation with one agent: what was said, and where to say more. */
export function ChatPane({ agent, contextId, onContext, canSaveCase = false, called = agent }: Props) {
  const { chat, ask, stop } = useChat(agent, contextId)
  const log = useRef<HTMLDivElement>(null)
  const live = chat.turns.find((turn) => turn.live)
  const named = chat.contextId

  useEffect(() => {
    if (named && named !== contextId && chat.turns.length > 0) onContext?.(named)
    // Only a new name is told; which one is in the address matters just then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [named, chat.turns.length])

  useEffect(() => {
    const pane = log.current
    if (pane && pane.scrollHeight - pane.scrollTop - pane.clientHeight < 240) pane.scrollTop = pane.scrollHeight
  }, [chat])

  return (
    <div className="tandem-chat">
      <div className="tandem-chat-log" ref={log} role="log" aria-label={`Conversation with ${agent}`} tabIndex={0}>
        <div className="tandem-turns">
          {chat.loading && <Loading what="conversation" />}
          {chat.problem !== undefined && <Problem what="The conversation cannot be shown" problem={chat.problem} />}
          {!chat.loading && chat.problem === undefined && chat.turns.length === 0 && (
            <EmptyPage title={`Ask ${called} something`}>
              Write below and press Enter. What the agent does with tools appears here as it happens.
            </EmptyPage>
          )}
          {chat.turns.map((turn, at) => {
            const { plan } = turn
            const waits = plan && at === chat.turns.length - 1 && !turn.live
            return (
              <ChatTurn
                key={turn.id}
                agent={agent}
                turn={turn}
                canSaveCase={canSaveCase}
                onAgree={waits ? () => ask('Yes, go ahead.', agreedTo(plan)) : undefined}
              />
            )
          })}
        </div>
      </div>
      <ChatBox agent={called} onAsk={ask} onStop={live ? () => void stop(live) : undefined} />
    </div>
  )
}
