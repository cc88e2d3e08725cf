import { Button, Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextInput } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { useAddGrant, useGrants, useRemoveGrant, type Agent, type NewGrant } from '../../api/hooks/useAgents.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'

const RIGHTS: NewGrant['right'][] = ['see', 'call', 'change', 'approve']

/** Who beyond the team may do what. */
export function Grants({ agent }: { agent: Agent }) {
  const grants = useGrants(agent.name)
  const remove = useRemoveGrant(agent.name)
  const items = grants.data?.items ?? []
  return (
    <div className="tandem-lines tandem-nested">
      {grants.isPending && <Loading what="grants" />}
      {grants.isError && <Problem what="The grants cannot be shown" problem={grants.error} onRetry={() => void grants.refetch()} />}
      {grants.isSuccess && items.length === 0 && (
        <EmptyPage title="No grants">
          {agent.visibility === 'everyone' ? 'Everyone sees and calls it.' : `Only team ${agent.team} sees and calls it.`}
          {agent.rights?.change && ' Give a right to somebody below.'}
        </EmptyPage>
      )}
      {items.length > 0 && (
        <Table aria-label="Grants" variant="compact">
          <Thead>
            <Tr>
              <Th>To</Th>
              <Th>Right</Th>
              <Th screenReaderText="Actions" />
            </Tr>
          </Thead>
          <Tbody>
            {items.map(({ to, right }) => (
              <Tr key={`${to} ${right}`}>
                <Td dataLabel="To">{to}</Td>
                <Td dataLabel="Right">{right}</Td>
                <Td isActionCell>
                  {agent.rights?.change && (
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
      {agent.rights?.change && !agent.builtIn && <GrantForm agent={agent.name} />}
    </div>
  )
}

function GrantForm({ agent }: { agent: string }) {
  const [to, setTo] = useState('')
  const [right, setRight] = useState<NewGrant['right']>('call')
  const add = useAddGrant(agent)
  return (
    <Form
      aria-label="New grant"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ to: to.trim(), right }, { onSuccess: () => setTo('') })
      }}
    >
      <Grid hasGutter md={4}>
        <GridItem>
          <FormGroup label="To (person:NAME, team:NAME, service:CLIENT, agent:NAME)" fieldId="grant-to" isRequired>
            <TextInput id="grant-to" value={to} placeholder="team:finance" onChange={(_event, value) => setTo(value)} />
          </FormGroup>
        </GridItem>
        <GridItem>
          <FormGroup label="Right" fieldId="grant-right">
            <FormSelect id="grant-right" value={right} onChange={(_event, value) => setRight(value as NewGrant['right'])}>
              {RIGHTS.map((name) => (
                <FormSelectOption key={name} value={name} label={name} />
              ))}
            </FormSelect>
          </FormGroup>
        </GridItem>
      </Grid>
      {add.isError && <Problem what="Nothing was granted" problem={add.error} />}
      <div>
        <Button type="submit" variant="secondary" isDisabled={!to.trim() || add.isPending} isLoading={add.isPending}>
          Grant
        </Button>
      </div>
    </Form>
  )
}
