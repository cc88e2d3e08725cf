import { Button, TextArea } from '@patternfly/react-core'
import PaperPlaneIcon from '@patternfly/react-icons/dist/esm/icons/paper-plane-icon'
import StopCircleIcon from '@patternfly/react-icons/dist/esm/icons/stop-circle-icon'
import { useState, type KeyboardEvent } from 'react'

interface Props {
  agent: string
  onAsk: (question: string) => void
  /** Given while an answer is on its way. */
  onStop?: () => void
}

export function ChatBox({ agent, onAsk, onStop }: Props) {
  const [text, setText] = useState('')
  const ask = () => {
    const question = text.trim()
    if (!question || onStop) return
    onAsk(question)
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      ask()
    }
  }
  return (
    <form
      className="tandem-chat-box"
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <div className="tandem-chat-row">
        <TextArea
          aria-label="Message"
          placeholder={`Message to ${agent}; Shift and Enter for a new line`}
          value={text}
          onChange={(_event, value) => setText(value)}
          onKeyDown={onKeyDown}
          autoResize
          resizeOrientation="vertical"
          rows={2}
          autoFocus
        />
        {onStop ? (
          <Button variant="danger" icon={<StopCircleIcon />} onClick={onStop}>
            Stop
          </Button>
        ) : (
          <Button type="submit" icon={<PaperPlaneIcon />} isDisabled={!text.trim()}>
            Send
          </Button>
        )}
      </div>
    </form>
  )
}
