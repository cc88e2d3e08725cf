import { ActionGroup, Button, Card, CardBody, CardTitle, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, Grid, GridItem, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { EVERYTHING, useHaltPreview, useHaltTargets, useSetHalt, type HaltScope } from '../../api/hooks/useHalts.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { aimText } from './aim.ts'
import { HaltPreviewList } from './HaltPreviewList.tsx'

const SCOPES: Record<HaltScope, string> = {
  agent: 'One agent',
  tool: 'One tool',
  connector: 'A connector with all its tools',
  team: 'A team with all its agents',
  all: 'Everything',
}

/** Chooses what to stop, shows what that hits, and only then stops it. */
export function HaltForm() {
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const scopes = (Object.keys(SCOPES) as HaltScope[]).filter((scope) => scope === 'agent' || hasRole(me, 'admin'))
  const scope = scopes.find((known) => known === query.get('scope')) ?? 'agent'
  const targets = useHaltTargets(scope)
  const wanted = scope === 'all' ? EVERYTHING : query.get('target')
  const target = targets.data?.find((known) => known === wanted)
  const aim = target === undefined ? undefined : { scope, target }
  const preview = useHaltPreview(aim)
  const set = useSetHalt()
  const isWide = scope === 'team' || scope === 'all'
  const isSeen = preview.isSuccess && !preview.isFetching
  const isReady = aim && isSeen && !preview.data.reach.halted && reason.trim() && (!isWide || typed.trim() === target)
  const choose = (next: Record<string, string>) => {
    setTyped('')
    set.reset()
    setQuery(next, { replace: true })
  }
  return (
    <Card component="section" aria-label="Halt something">
      <CardTitle component="h2">Halt something</CardTitle>
      <CardBody>
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            if (!isReady || set.isPending) return
            set.mutate(
              { ...aim, reason: reason.trim() },
              {
                onSuccess: () => {
                  setReason('')
                  setTyped('')
                  setQuery({}, { replace: true })
                },
              },
            )
          }}
        >
          <Grid hasGutter md={6}>
            <GridItem>
              <FormGroup label="What to stop" fieldId="halt-scope" isRequired>
                <FormSelect id="halt-scope" value={scope} onChange={(_event, value) => choose({ scope: value })}>
                  {scopes.map((known) => (
                    <FormSelectOption key={known} value={known} label={SCOPES[known]} />
                  ))}
                </FormSelect>
              </FormGroup>
            </GridItem>
            {scope !== 'all' && (
              <GridItem>
                <FormGroup label="Which one" fieldId="halt-target" isRequired>
                  <FormSelect id="halt-target" value={target ?? ''} onChange={(_event, value) => choose({ scope, target: value })}>
                    <FormSelectOption value="" isPlaceholder label={targets.data?.length === 0 ? 'There is none' : 'Choose one'} />
                    {targets.data?.map((name) => <FormSelectOption key={name} value={name} label={name} />)}
                  </FormSelect>
                </FormGroup>
              </GridItem>
            )}
          </Grid>
          {targets.isError && <Problem what="The choices cannot be shown" problem={targets.error} onRetry={() => void targets.refetch()} />}
          {aim && preview.isPending && <Loading what="what it hits" />}
          {aim && preview.isError && (
            <Problem what="What it hits cannot be shown, so nothing is halted" problem={preview.error} onRetry={() => void preview.refetch()} />
          )}
          {aim && preview.data && <HaltPreviewList aim={aim} preview={preview.data} />}
          <FormGroup label="Reason" fieldId="halt-reason" isRequired>
            <TextInput id="halt-reason" value={reason} isRequired onChange={(_event, value) => setReason(value)} placeholder="Told to everybody whom it refuses" />
          </FormGroup>
          {isWide && target && (
            <FormGroup label={`Type ${target} to confirm`} fieldId="halt-confirm" isRequired>
              <TextInput id="halt-confirm" value={typed} isRequired autoComplete="off" onChange={(_event, value) => setTyped(value)} />
              <FormHelperText>
                <HelperText>
                  <HelperTextItem>It stops more than one agent.</HelperTextItem>
                </HelperText>
              </FormHelperText>
            </FormGroup>
          )}
          {set.isError && <Problem what="Nothing was halted" problem={set.error} />}
          <ActionGroup>
            <Button type="submit" variant="danger" isDisabled={!isReady || set.isPending} isLoading={set.isPending}>
              {aim ? `Halt ${aimText(aim)}` : 'Halt'}
            </Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  )
}
