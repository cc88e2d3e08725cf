import { Button, Form, FormGroup, FormHelperText, FormSelect, FormSelectOption, Grid, GridItem, HelperText, HelperTextItem, TextInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { useAddGrant, useChangeVisibility, useGrants, useRemoveGrant, type Agent, type NewGrant } from '../../api/hooks/useAgents.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from '../../ui/words.ts'

const RIGHTS: Record<NewGrant['right'], string> = {
  see: 'see it',
  call: 'call it',
  change: 'change its draft',
  approve: 'approve its versions and calls',
}

/** Whom a grant may name, and what one writes for them. */
const WHOM = {
  team: { label: 'Team', example: 'finance' },
  person: { label: 'Person', example: 'viewer' },
  service: { label: 'Service', example: 'demo-service' },
  agent: { label: 'Agent', example: 'sales-coordinator' },
}

/** Who beyond the team may do what. */
export function Grants({ agent }: { agent: Agent }) {
  const grants = useGrants(agent.name)
  const remove = useRemoveGrant(agent.name)
  const items = grants.data?.items ?? []
  const changes = agent.rights?.change && !agent.builtIn
  return (
    <div className="tandem-lines tandem-nested">
      {changes && <Visibility agent={agent} />}
      {grants.isPending && <Loading what="grants" />}
      {grants.isError && <Problem what="The grants cannot be shown" problem={grants.error} onRetry={() => void grants.refetch()} />}
      {grants.isSuccess && items.length === 0 && (
        <EmptyPage title="No grants">
          {agent.visibility === 'everyone' ? 'Everyone sees and calls it.' : `Only team ${agent.team} sees and calls it.`}
          {changes && ' Give a right to somebody below.'}
        </EmptyPage>
      )}
      {items.length > 0 && (
        <Table aria-label="Grants" variant="compact">
          <Thead>
            <Tr>
              <Th>Who</Th>
              <Th>May</Th>
              <Th>Granted</Th>
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {items.map(({ to, right, givenBy, givenAt }) => (
              <Tr key={`${to} ${right}`}>
                <Td dataLabel="Who">{to.replace(':', ' ')}</Td>
                <Td dataLabel="May">{RIGHTS[right]}</Td>
                <Td dataLabel="Granted">
                  {`by ${nameOf(givenBy)}, `}
                  <When at={givenAt} />
                </Td>
                <Td modifier="nowrap">
                  {changes && (
                    <Button
                      variant="link"
                      isDanger
                      isInline
                      aria-label={`Take away ${right} from ${to}`}
                      isDisabled={remove.isPending}
                      onClick={() => remove.mutate({ to, right })}
                    >
                      Take away
                    </Button>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {remove.isError && <Problem what="The grant stays" problem={remove.error} />}
      {changes && <GrantForm agent={agent.name} />}
    </div>
  )
}

function Visibility({ agent }: { agent: Agent }) {
  const change = useChangeVisibility(agent.name)
  const everyone = agent.visibility === 'everyone'
  return (
    <div className="tandem-foot">
      <span id="visibility">Seen and called by</span>
      <ToggleGroup aria-labelledby="visibility">
        <ToggleGroupItem text={`Team ${agent.team}`} isSelected={!everyone} isDisabled={change.isPending} onChange={() => change.mutate('team')} />
        <ToggleGroupItem text="Everyone" isSelected={everyone} isDisabled={change.isPending} onChange={() => change.mutate('everyone')} />
      </ToggleGroup>
      {change.isError && <Problem what="It is seen by the same people as before" problem={change.error} />}
    </div>
  )
}

function GrantForm({ agent }: { agent: string }) {
  const [kind, setKind] = useState<keyof typeof WHOM>('team')
  const [name, setName] = useState('')
  const [right, setRight] = useState<NewGrant['right']>('call')
  const add = useAddGrant(agent)
  return (
    <Form
      aria-label="New grant"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ to: `${kind}:${name.trim()}`, right }, { onSuccess: () => setName('') })
      }}
    >
      <Grid hasGutter md={4}>
        <GridItem>
          <FormGroup label="To" fieldId="grant-kind">
            <FormSelect id="grant-kind" value={kind} onChange={(_event, value) => setKind(value as keyof typeof WHOM)}>
              {Object.entries(WHOM).map(([value, { label }]) => (
                <FormSelectOption key={value} value={value} label={label} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Name" fieldId="grant-name" isRequired>
            <TextInput id="grant-name" value={name} isRequired onChange={(_event, value) => setName(value)} />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>Such as {WHOM[kind].example}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="May" fieldId="grant-right">
            <FormSelect id="grant-right" value={right} onChange={(_event, value) => setRight(value as NewGrant['right'])}>
              {Object.entries(RIGHTS).map(([value, label]) => (
                <FormSelectOption key={value} value={value} label={label} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
      </Grid>
      {add.isError && <Problem what="Nothing was granted" problem={add.error} />}
      <div>
        <Button type="submit" variant="secondary" isDisabled={!name.trim() || add.isPending} isLoading={add.isPending}>
          Grant
        </Button>
      </div>
    </Form>
  )
}
