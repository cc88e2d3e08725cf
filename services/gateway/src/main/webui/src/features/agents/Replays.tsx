import { Button, Form, FormGroup, FormSelect, FormSelectOption, Label, List, ListItem, TextInput, Title } from '@patternfly/react-core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useVersions } from '../../api/hooks/useAgents.ts'
import { useJudges } from '../../api/hooks/useJudges.ts'
import { useReplayRequests, useReplays, type RequestReplay } from '../../api/hooks/useReplays.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { words } from '../../ui/words.ts'

/** Asks a version what people asked lately, and lists what came of it before. */
export function Replays({ agent, team }: { agent: string; team: string }) {
  const me = useMe()
  const replays = useReplays(agent)
  const may = ['builder', 'operator', 'approver', 'admin'].some((role) => hasRole(me, role))
  const items = replays.data?.items ?? []
  if (!may && items.length === 0) return null
  return (
    <section aria-label="Replays of requests">
      <Title headingLevel="h2" size="md">
        Replays of requests
      </Title>
      <p className="tandem-muted">
        A version is asked what people asked lately. Tools and other agents answer from the record; nothing is called.
      </p>
      {may && <Ask agent={agent} team={team} />}
      {replays.isError && <Problem what="The replays cannot be shown" problem={replays.error} onRetry={() => void replays.refetch()} />}
      {items.length > 0 && (
        <List isPlain aria-label="Replays">
          {items.map((replay) => (
            <ListItem key={replay.id}>
              <Link to={`/replays/${replay.id}`}>
                Version {replay.version}, {replay.of} requests of {replay.days === 1 ? 'a day' : `${replay.days} days`}
              </Link>{' '}
              <Label isCompact variant="outline">
                {state(replay)}
              </Label>{' '}
              <When at={replay.createdAt} />
            </ListItem>
          ))}
        </List>
      )}
    </section>
  )
}

function Ask({ agent, team }: { agent: string; team: string }) {
  const navigate = useNavigate()
  const versions = useVersions(agent)
  const known = (versions.data?.items ?? []).filter(({ state: now }) => !['RETIRED', 'REJECTED', 'SUSPENDED'].includes(now))
  const [version, setVersion] = useState('')
  const [days, setDays] = useState('7')
  const [judge, setJudge] = useState('')
  const judges = (useJudges().data?.items ?? []).filter((one) => one.team === team && one.onTiers.some(({ counts }) => counts))
  const ask = useReplayRequests()
  const chosen = version || String(known[0]?.version ?? '')
  return (
    <Form
      isHorizontal
      aria-label="Replay requests"
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ agent, version: chosen, days: Number(days), judge: judge || undefined }, { onSuccess: (asked) => void navigate(`/replays/${asked.id}`) })
      }}
    >
      <FormGroup label="Version" fieldId="replay-version">
        <FormSelect id="replay-version" value={chosen} onChange={(_event, value) => setVersion(value)}>
          {known.map((one) => (
            <FormSelectOption key={one.version} value={String(one.version)} label={`${one.version} (${words(one.state)})`} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label="Days" fieldId="replay-days">
        <TextInput id="replay-days" type="number" min={1} max={30} value={days} onChange={(_event, value) => setDays(value)} />
      </FormGroup>
      {judges.length > 0 && (
        <FormGroup label="Other words are equal by" fieldId="replay-judge">
          <FormSelect id="replay-judge" value={judge} onChange={(_event, value) => setJudge(value)}>
            <FormSelectOption value="" label="nobody: they differ" />
            {judges.map(({ name }) => (
              <FormSelectOption key={name} value={name} label={name} />
            ))}
          </FormSelect>
        </FormGroup>
      )}
      {ask.isError && <Problem what="Nothing is replayed" problem={ask.error} />}
      <div>
        <Button type="submit" variant="secondary" isDisabled={!chosen || !(Number(days) > 0) || ask.isPending}>
          Replay requests
        </Button>
      </div>
    </Form>
  )
}

function state(replay: RequestReplay): string {
  return replay.state === 'RUNNING' ? `${replay.done} of ${replay.of} done` : words(replay.state)
}
