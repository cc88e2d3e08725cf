import { Alert, Button, FormGroup, List, ListItem, TextArea } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useDraftRules, type Rule } from '../../api/hooks/usePolicies.ts'
import { Problem } from '../../ui/Problem.tsx'

interface Props {
  team: string
  onRead: (rules: { rule: Rule; says: string }[]) => void
}

/** Plain words in, rules out; what could not be read is told. */
export function RuleWords({ team, onRead }: Props) {
  const id = useId()
  const [words, setWords] = useState('')
  const draft = useDraftRules(team)
  const unmet = draft.data?.unmet ?? []
  return (
    <>
      <FormGroup label="In plain words" fieldId={id}>
        <TextArea
          id={id}
          rows={3}
          autoResize
          resizeOrientation="vertical"
          value={words}
          placeholder="Such as: No credit note above 100 EUR. Mails to anybody outside example.com are approved first."
          onChange={(_event, value) => setWords(value)}
        />
      </FormGroup>
      <div className="tandem-foot">
        <Button
          variant="secondary"
          isLoading={draft.isPending}
          isDisabled={!words.trim() || draft.isPending}
          onClick={() => draft.mutate(words, { onSuccess: ({ rules }) => onRead(rules) })}
        >
          Make rules of it
        </Button>
        <span className="tandem-muted">A model reads each sentence. Check what it made of it; nothing is in force before another person agrees.</span>
      </div>
      {draft.isError && <Problem what="The words could not be read" problem={draft.error} />}
      {unmet.length > 0 && (
        <Alert isInline variant="warning" component="h3" title="These are no rules yet">
          <List isPlain>
            {unmet.map(({ words: sentence, why }) => (
              <ListItem key={sentence} className="tandem-wrap">
                “{sentence}” {why}
              </ListItem>
            ))}
          </List>
        </Alert>
      )}
    </>
  )
}
