import { ActionGroup, Button, Card, CardBody, CardTitle, ExpandableSection, Form, FormGroup, TextArea, TextInput } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useCheckPolicies, usePolicySchema, useProposePolicies, type PolicyDraft, type PolicyRevision } from '../../api/hooks/usePolicies.ts'
import { Json } from '../../ui/Json.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Replay } from './Replay.tsx'
import { ReportView } from './ReportView.tsx'

interface Props {
  team: string
  /** What to begin with. */
  from?: PolicyRevision
  onClose: () => void
  onProposed: (number: number) => void
}

const FIRST = `@id("a-name")
@reason("What people are told.")
@change("who can change it")
forbid (
  principal,
  action in Tandem::Action::"tool.call",
  resource
)
when { principal.risk == "high" && resource.effect != "READ" };
`
const FIRST_CASES = `[
  {
    "name": "a risky agent writes",
    "expect": "DENY",
    "tool": { "tool": "shop/create_credit_note", "arguments": {}, "agent": { "risk": "high" } }
  }
]
`

/** Text and cases of a proposal; it can be tried out as often as one likes before it is kept. */
export function PolicyEditor({ team, from, onClose, onProposed }: Props) {
  const id = useId()
  const [text, setText] = useState(from?.text ?? FIRST)
  const [cases, setCases] = useState(from?.cases ? JSON.stringify(from.cases, null, 2) : FIRST_CASES)
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string>()
  const check = useCheckPolicies(team)
  const propose = useProposePolicies(team)
  const schema = usePolicySchema(team)
  const withDraft = (use: (draft: PolicyDraft) => void) => {
    try {
      setFault(undefined)
      use({ text, cases: JSON.parse(cases) as PolicyDraft['cases'], note })
    } catch (problem) {
      setFault(`The cases are no JSON: ${problem instanceof Error ? problem.message : String(problem)}`)
    }
  }
  return (
    <Card isCompact component="section" aria-label="Proposal">
      <CardTitle component="h2">Proposal for {team}</CardTitle>
      <CardBody className="tandem-lines">
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label="Policies" fieldId={`${id}-text`} isRequired>
            <TextArea
              id={`${id}-text`}
              className="tandem-code"
              resizeOrientation="vertical"
              rows={14}
              spellCheck={false}
              value={text}
              onChange={(_event, value) => setText(value)}
            />
          </FormGroup>
          <ExpandableSection toggleText="What policies can speak of">
            <Json label="Schema" value={schema.data?.schema ?? ''} />
          </ExpandableSection>
          <FormGroup label="Cases" fieldId={`${id}-cases`} isRequired>
            <TextArea
              id={`${id}-cases`}
              className="tandem-code"
              resizeOrientation="vertical"
              rows={10}
              spellCheck={false}
              value={cases}
              onChange={(_event, value) => setCases(value)}
            />
          </FormGroup>
          <FormGroup label="What changes and why" fieldId={`${id}-note`} isRequired>
            <TextInput id={`${id}-note`} value={note} isRequired onChange={(_event, value) => setNote(value)} />
          </FormGroup>
          {fault && <Problem what="The proposal cannot be read" problem={new Error(fault)} />}
          {check.isError && <Problem what="The proposal could not be tried out" problem={check.error} />}
          {propose.isError && <Problem what="The proposal was not kept" problem={propose.error} />}
          {check.data && <ReportView report={check.data} />}
          {check.data?.faults.length === 0 && <Replay team={team} text={text} />}
          <ActionGroup>
            <Button variant="secondary" isLoading={check.isPending} onClick={() => withDraft((draft) => check.mutate(draft))}>
              Try it out
            </Button>
            <Button
              isDisabled={!note.trim() || propose.isPending}
              onClick={() => withDraft((draft) => propose.mutate(draft, { onSuccess: (kept) => onProposed(kept.number) }))}
            >
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
