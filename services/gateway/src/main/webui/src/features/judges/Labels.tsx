import { Button, Content, Label, Title } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import { useLabels, useRemoveLabel, type Judge, type JudgeLabel } from '../../api/hooks/useJudges.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { nameOf } from '../../ui/words.ts'
import { NewLabels } from './NewLabels.tsx'

const SAYS = { PASS: 'yes', FAIL: 'no', UNDECIDED: 'undecided' } as const

/** Answers that people labelled, and what the judge said of each. */
export function Labels({ judge, mayLabel }: { judge: Judge; mayLabel: boolean }) {
  const labels = useLabels(judge)
  const remove = useRemoveLabel(judge)
  const items = labels.data?.items ?? []
  return (
    <div className="tandem-lines">
      <Title headingLevel="h2" size="lg">
        Labelled answers
      </Title>
      <Content component="p">
        Labelled so far: {judge.good} that meet the rubric, {judge.bad} that do not.{missing(judge)}
      </Content>
      {mayLabel && <NewLabels judge={judge} />}
      {labels.isPending && <Loading what="labels" />}
      {labels.isError && <Problem what="The labels cannot be shown" problem={labels.error} onRetry={() => void labels.refetch()} />}
      {remove.isError && <Problem what="The label was not removed" problem={remove.error} />}
      {items.length > 0 && (
        <Table aria-label="Labelled answers" variant="compact">
          <Thead>
            <Tr>
              <Th width={25}>Asked</Th>
              <Th width={30}>Answer</Th>
              <Th>People say</Th>
              <Th>Judge on fast</Th>
              <Th>Judge on deep</Th>
              {mayLabel && <Th screenReaderText="Remove" />}
            </Tr>
          </Thead>
          <Tbody>
            {items.map((label) => (
              <Tr key={label.id}>
                <Td dataLabel="Asked" modifier="breakWord">
                  {label.input ?? (label.task && <Link to={`/tasks/${label.task}`}>Task {label.task}</Link>)}
                </Td>
                <Td dataLabel="Answer" modifier="breakWord">
                  {label.answer ?? <span className="tandem-muted">Its text is gone, or you may not read it.</span>}
                </Td>
                <Td dataLabel="People say" modifier="breakWord">
                  <Label isCompact status={label.meets ? 'success' : 'danger'}>
                    {label.meets ? 'yes' : 'no'}
                  </Label>{' '}
                  <span className="tandem-muted">
                    {nameOf(label.labelledBy)}
                    {label.reason && `: ${label.reason}`}
                  </span>
                </Td>
                <Td dataLabel="Judge on fast" modifier="breakWord">
                  <Said judge={judge} tier="fast" label={label} />
                </Td>
                <Td dataLabel="Judge on deep" modifier="breakWord">
                  <Said judge={judge} tier="deep" label={label} />
                </Td>
                {mayLabel && (
                  <Td>
                    <Button variant="link" isInline isDanger aria-label={`Remove the label of ${label.input ?? label.task}`} onClick={() => remove.mutate(label.id)}>
                      Remove
                    </Button>
                  </Td>
                )}
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </div>
  )
}

function Said({ judge, tier, label }: { judge: Judge; tier: 'fast' | 'deep'; label: JudgeLabel }) {
  const result = judge.onTiers.find((one) => one.tier === tier)?.calibration?.result
  const said = result?.judged.find((one) => one.label === label.id)
  if (!said) return <span className="tandem-muted">not asked</span>
  const agrees = (said.said === 'PASS') === label.meets
  return (
    <>
      <Label isCompact status={agrees ? 'success' : 'warning'}>
        {SAYS[said.said]}
      </Label>{' '}
      <span className="tandem-muted">{said.reason}</span>
    </>
  )
}

function missing({ good, bad, needed }: Judge): string {
  const lacks = [good < needed && `${needed - good} more that meet it`, bad < needed && `${needed - bad} more that do not`].filter(Boolean)
  return lacks.length > 0 ? ` To calibrate it, label ${lacks.join(' and ')}.` : ''
}
