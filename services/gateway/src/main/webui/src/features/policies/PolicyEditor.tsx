import { ActionGroup, Alert, Button, Card, CardBody, CardTitle, Form, FormGroup, TextInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useProposePolicies, useRuleVocabulary, type PolicyRevision } from '../../api/hooks/usePolicies.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { PolicyTexts } from './PolicyTexts.tsx'
import { Replay } from './Replay.tsx'
import { ReportView } from './ReportView.tsx'
import { RuleFields } from './RuleFields.tsx'
import { RuleWords } from './RuleWords.tsx'
import { emptyRule } from './rules.ts'
import { useProposal, type Parts } from './useProposal.ts'

interface Props {
  team: string
  /** What to begin with. */
  from?: PolicyRevision
  /** The same, told apart into rules and what was written by hand. */
  parts: Parts
  onClose: () => void
  onProposed: (number: number) => void
}

/** A proposal, as rules or as text; it can be tried out as often as one likes before it is kept. */
export function PolicyEditor({ team, from, parts, onClose, onProposed }: Props) {
  const id = useId()
  const proposal = useProposal(team, from, parts)
  const [note, setNote] = useState('')
  const propose = useProposePolicies(team)
  const keep = async () => {
    const whole = await proposal.tryOut()
    if (whole) propose.mutate({ text: whole.text, cases: whole.cases, note }, { onSuccess: (kept) => onProposed(kept.number) })
  }
  return (
    <Card isCompact component="section" aria-label="Proposal">
      <CardTitle component="h2">Proposal for {team}</CardTitle>
      <CardBody className="tandem-lines">
        <ToggleGroup aria-label="How to write it">
          <ToggleGroupItem text="Rules" isSelected={proposal.mode === 'rules'} onChange={() => void proposal.show('rules')} />
          <ToggleGroupItem text="Text" isSelected={proposal.mode === 'text'} onChange={() => void proposal.show('text')} />
        </ToggleGroup>
        <Form onSubmit={(event) => event.preventDefault()}>
          {proposal.mode === 'rules' ? (
            <Rules team={team} proposal={proposal} />
          ) : (
            <PolicyTexts team={team} text={proposal.text} cases={proposal.cases} onText={proposal.setText} onCases={proposal.setCases} />
          )}
          <FormGroup label="What changes and why" fieldId={`${id}-note`} isRequired>
            <TextInput id={`${id}-note`} value={note} isRequired onChange={(_event, value) => setNote(value)} />
          </FormGroup>
          {proposal.fault && <Problem what="The proposal could not be tried out" problem={proposal.fault} />}
          {propose.isError && <Problem what="The proposal was not kept" problem={propose.error} />}
          {proposal.report && <ReportView report={proposal.report} />}
          {proposal.report?.faults.length === 0 && <Replay team={team} text={proposal.text} />}
          <ActionGroup>
            <Button variant="secondary" isLoading={proposal.busy} isDisabled={proposal.busy} onClick={() => void proposal.tryOut()}>
              Try it out
            </Button>
            <Button isDisabled={!note.trim() || propose.isPending || proposal.busy} onClick={() => void keep()}>
              Propose
            </Button>
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  )
}

function Rules({ team, proposal }: { team: string; proposal: ReturnType<typeof useProposal> }) {
  const vocabulary = useRuleVocabulary(team)
  const { rules, setRules, beside } = proposal
  return (
    <>
      <RuleWords team={team} onRead={proposal.add} />
      {vocabulary.isPending && <Loading what="what rules can speak of" />}
      {vocabulary.isError && <Problem what="What rules can speak of is not known" problem={vocabulary.error} />}
      {vocabulary.data &&
        rules.map((rule, at) => (
          <RuleFields
            key={at}
            rule={rule}
            says={proposal.saysOf(rule)}
            known={vocabulary.data}
            onChange={(changed) => setRules(rules.with(at, changed))}
            onRemove={() => setRules(rules.toSpliced(at, 1))}
          />
        ))}
      {beside.rest && (
        <Alert isInline isPlain variant="info" component="h3" title="There are policies written by hand beside these rules, under Text. They stay as they are." />
      )}
      <div>
        <Button variant="link" isInline onClick={() => setRules([...rules, emptyRule(rules.map(({ name }) => name))])}>
          Add a rule
        </Button>
      </div>
    </>
  )
}
