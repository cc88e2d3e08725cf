import { ActionGroup, Alert, Button, ExpandableSection, Form, FormGroup, Radio, TextArea, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useImportLabels, useLabelAnswer, useLabelByOutcomes, type Judge } from '../../api/hooks/useJudges.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { TableUpload } from '../../ui/TableUpload.tsx'

/** The ways to label answers: by hand, from a file, by what people said of results. */
export function NewLabels({ judge }: { judge: Judge }) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const answersForTeam = ['operator', 'approver', 'admin'].some((role) => hasRole(me, role))
  return (
    <ExpandableSection toggleText="Label more answers" isExpanded={open} onToggle={(_event, next) => setOpen(next)}>
      <div className="tandem-lines">
        <ByHand judge={judge} />
        <FromFile judge={judge} />
        {answersForTeam && <ByOutcomes judge={judge} />}
      </div>
    </ExpandableSection>
  )
}

function ByHand({ judge }: { judge: Judge }) {
  const [input, setInput] = useState('')
  const [answer, setAnswer] = useState('')
  const [meets, setMeets] = useState<boolean>()
  const label = useLabelAnswer()
  const complete = input.trim() !== '' && answer.trim() !== '' && meets !== undefined
  const clear = () => {
    setInput('')
    setAnswer('')
    setMeets(undefined)
  }
  return (
    <Form
      aria-label="Label an answer"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) label.mutate({ team: judge.team, name: judge.name, label: { input, answer, meets } }, { onSuccess: clear })
      }}
    >
      <FormGroup label="What was asked" fieldId="label-input">
        <TextInput id="label-input" value={input} onChange={(_event, value) => setInput(value)} />
      </FormGroup>
      <FormGroup label="The answer" fieldId="label-answer">
        <TextArea id="label-answer" value={answer} rows={2} resizeOrientation="vertical" onChange={(_event, value) => setAnswer(value)} />
      </FormGroup>
      <FormGroup role="radiogroup" label="Does it meet the rubric?" fieldId="label-meets" isInline>
        <Radio id="label-yes" name="label-meets" label="Yes" isChecked={meets === true} onChange={() => setMeets(true)} />
        <Radio id="label-no" name="label-meets" label="No" isChecked={meets === false} onChange={() => setMeets(false)} />
      </FormGroup>
      {label.isError && <Problem what="It was not labelled" problem={label.error} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isDisabled={!complete || label.isPending}>
          Label it
        </Button>
      </ActionGroup>
    </Form>
  )
}

function FromFile({ judge }: { judge: Judge }) {
  const load = useImportLabels(judge)
  return (
    <Form aria-label="Import labels" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="From a file: CSV with the columns input, answer, meets, reason; or JSON" fieldId="labels-file">
        <TableUpload id="labels-file" isLoading={load.isPending} onText={load.mutate} onClear={load.reset} />
      </FormGroup>
      {load.isSuccess && <Alert isInline isPlain variant="success" component="h3" title={`${load.data.added} labelled`} />}
      {load.isError && <Problem what="No answer was labelled" problem={load.error} />}
    </Form>
  )
}

function ByOutcomes({ judge }: { judge: Judge }) {
  const [agent, setAgent] = useState('')
  const label = useLabelByOutcomes(judge)
  return (
    <Form
      aria-label="Label by outcomes"
      onSubmit={(event) => {
        event.preventDefault()
        if (agent.trim()) label.mutate(agent.trim())
      }}
    >
      <FormGroup label="Results that people accepted or rejected, of the agent" fieldId="labels-agent">
        <TextInput id="labels-agent" value={agent} onChange={(_event, value) => setAgent(value)} />
      </FormGroup>
      {label.isSuccess && <Alert isInline isPlain variant="success" component="h3" title={`${label.data.added} labelled`} />}
      {label.isError && <Problem what="No answer was labelled" problem={label.error} />}
      <ActionGroup>
        <Button type="submit" variant="secondary" isDisabled={!agent.trim() || label.isPending}>
          Label by outcomes
        </Button>
      </ActionGroup>
    </Form>
  )
}
