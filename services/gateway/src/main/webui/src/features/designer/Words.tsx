import { Alert, Button, Card, CardBody, CardTitle, Content, Form, FormGroup, Gallery, List, ListItem, Spinner, TextArea } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Designing } from '../../api/hooks/useDesigns.ts'
import { Problem } from '../../ui/Problem.tsx'
import { Change } from './Change.tsx'
import type { Notes } from './work.ts'

const EXAMPLES = [
  {
    title: 'Answers from data',
    words:
      'An assistant for the sales team that answers questions about customers, orders and overdue invoices from the shop database, politely, and never changes data.',
  },
  {
    title: 'Answers from documents',
    words: 'An assistant that answers questions about our company policies from the policy documents, and names the document it read.',
  },
  {
    title: 'Reckons',
    words: 'A helper that works out discounts, taxes and due dates exactly, shows each step, and refuses to give tax advice.',
  },
]

interface Props {
  words: string
  onWords: (words: string) => void
  designing: Designing
  notes?: Notes
  hasDraft: boolean
  onDesign: () => void
  onChange: (wish: string) => void
  onStop: () => void
  /** Asks again for what failed. */
  onRetry: () => void
  onByHand: () => void
}

/** Plain words in, and what the designer says about them. */
export function Words({ words, onWords, designing, notes, hasDraft, onDesign, onChange, onStop, onRetry, onByHand }: Props) {
  const [wish, setWish] = useState('')
  return (
    <section aria-label="Words" className="tandem-words">
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          onDesign()
        }}
      >
        <FormGroup label="What should the agent do?" fieldId="words">
          <TextArea
            id="words"
            value={words}
            onChange={(_event, value) => onWords(value)}
            rows={5}
            autoResize
            resizeOrientation="vertical"
            placeholder="For whom is it, what does it answer or do, with which data, and what must it never do?"
          />
        </FormGroup>
        <div className="tandem-foot">
          <Button type="submit" isDisabled={!words.trim() || designing.running}>
            {hasDraft ? 'Design it anew' : 'Design it'}
          </Button>
          {designing.running && (
            <Button variant="secondary" onClick={onStop}>
              Stop
            </Button>
          )}
          {!hasDraft && !designing.running && (
            <Button variant="link" onClick={onByHand}>
              Write the draft by hand
            </Button>
          )}
        </div>
      </Form>
      <div aria-live="polite" className="tandem-nested">
        {designing.running && (
          <div className="tandem-foot">
            <Spinner size="md" aria-label="The designer is working" />
            {designing.progress.length === 0 ? 'The designer reads your words' : 'Designing'}
          </div>
        )}
        {designing.progress.length > 0 && (designing.running || designing.problem !== undefined) && (
          <List isPlain className="tandem-muted" aria-label="What the designer does">
            {designing.progress.map((step, at) => (
              <ListItem key={at}>{step}</ListItem>
            ))}
          </List>
        )}
      </div>
      {designing.problem !== undefined && <Problem what={hasDraft ? 'The draft is as it was' : 'There is no draft yet'} problem={designing.problem} onRetry={onRetry} />}
      {notes && <DesignNotes notes={notes} />}
      {hasDraft && (
        <Form
          className="tandem-nested"
          onSubmit={(event) => {
            event.preventDefault()
            onChange(wish)
            setWish('')
          }}
        >
          <FormGroup label="Change it" fieldId="wish">
            <TextArea
              id="wish"
              value={wish}
              onChange={(_event, value) => setWish(value)}
              rows={2}
              placeholder="Such as: answer in two sentences at most"
            />
          </FormGroup>
          <div>
            <Button type="submit" variant="secondary" isDisabled={!wish.trim() || designing.running}>
              Change the draft
            </Button>
          </div>
        </Form>
      )}
      {!hasDraft && !designing.running && <Examples onPick={onWords} />}
    </section>
  )
}

function Examples({ onPick }: { onPick: (words: string) => void }) {
  return (
    <div className="tandem-nested">
      <Content component="h2">Or begin with an example</Content>
      <Gallery hasGutter minWidths={{ default: '16rem' }}>
        {EXAMPLES.map(({ title, words }) => (
          <Card key={title} isCompact>
            <CardTitle component="h3">{title}</CardTitle>
            <CardBody>
              <p>{words}</p>
              <Button variant="link" isInline aria-label={`Use this: ${title}`} onClick={() => onPick(words)}>
                Use this
              </Button>
            </CardBody>
          </Card>
        ))}
      </Gallery>
    </div>
  )
}

function DesignNotes({ notes }: { notes: Notes }) {
  return (
    <div className="tandem-lines tandem-nested">
      {(notes.diff?.length ?? 0) > 0 && (
        <Alert isInline variant="success" component="h2" title="What the designer changed">
          {notes.diff?.map(({ path, before, after }) => <Change key={path} path={path} before={before} after={after} />)}
        </Alert>
      )}
      {(notes.questions?.length ?? 0) > 0 && (
        <Alert isInline variant="info" component="h2" title="The designer asks">
          {notes.questions?.map((question) => <p key={question}>{question}</p>)}
        </Alert>
      )}
      {(notes.unmet?.length ?? 0) > 0 && (
        <Alert isInline variant="warning" component="h2" title="No tool does this">
          {notes.unmet?.map((need) => <p key={need}>{need}</p>)}
        </Alert>
      )}
      {(notes.similar?.length ?? 0) > 0 && (
        <Alert isInline variant="info" component="h2" title="Agents that already do something like it">
          {notes.similar?.map(({ name, purpose }) => (
            <p key={name}>
              <Link to={`/agents/${name}`}>{name}</Link> {purpose}
            </p>
          ))}
        </Alert>
      )}
    </div>
  )
}
