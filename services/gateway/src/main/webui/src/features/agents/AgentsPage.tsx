import { Button, FormSelect, FormSelectOption, Label, LabelGroup, PageSection, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useDeferredValue } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useAgents, type Agent } from '../../api/hooks/useAgents.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'

const STATES = ['DRAFT', 'IN_EVALUATION', 'IN_REVIEW', 'ACTIVE', 'DEPRECATED', 'RETIRED', 'REJECTED', 'SUSPENDED']

/** `/agents?q=&state=&team=`: the catalogue. */
export default function AgentsPage() {
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const q = query.get('q') ?? ''
  const state = query.get('state') ?? ''
  const team = query.get('team') ?? ''
  const late = useDeferredValue(q)
  const agents = useAgents({ q: late || undefined, state: state || undefined, team: team || undefined })
  const items = agents.data?.pages.flatMap((page) => page.items) ?? []
  const facets = agents.data?.pages[0]?.facets
  const teams = [
    ...new Set([...Object.keys(facets?.['team'] ?? {}), ...me.teams, ...items.map((agent) => agent.team)]),
  ].filter(Boolean)
  const filtered = Boolean(q || state || team)
  const set = (name: string, value: string) =>
    setQuery(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        return before
      },
      { replace: true },
    )
  const newAgent = hasRole(me, 'builder') && <LinkButton to="/agents/new">New agent</LinkButton>

  return (
    <>
      <PageHead title="Agents" actions={newAgent}>
        All agents that you may see.
      </PageHead>
      <PageSection isFilled aria-label="Catalogue">
        <Toolbar aria-label="Find agents">
          <ToolbarContent>
            <ToolbarItem>
              <SearchInput
                aria-label="Search agents"
                placeholder="Name, purpose, tag"
                value={q}
                onChange={(_event, value) => set('q', value)}
                onClear={() => set('q', '')}
              />
            </ToolbarItem>
            <ToolbarItem>
              <FormSelect aria-label="State" value={state} onChange={(_event, value) => set('state', value)}>
                <FormSelectOption value="" label="Any state" />
                {STATES.map((name) => (
                  <FormSelectOption key={name} value={name} label={facetText(words(name), facets?.['state']?.[name])} />
                ))}
              </FormSelect>
            </ToolbarItem>
            <ToolbarItem>
              <FormSelect aria-label="Team" value={team} onChange={(_event, value) => set('team', value)}>
                <FormSelectOption value="" label="Any team" />
                {teams.map((name) => (
                  <FormSelectOption key={name} value={name} label={facetText(name, facets?.['team']?.[name])} />
                ))}
              </FormSelect>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        {agents.isPending && <Loading what="agents" />}
        {agents.isError && (
          <Problem what="The agents cannot be shown" problem={agents.error} onRetry={() => void agents.refetch()} />
        )}
        {agents.isSuccess && items.length === 0 && filtered && (
          <EmptyPage
            title="No agent matches"
            action={
              <Button variant="secondary" onClick={() => setQuery({}, { replace: true })}>
                Show all agents
              </Button>
            }
          >
            Search for another word, or take a filter away.
          </EmptyPage>
        )}
        {agents.isSuccess && items.length === 0 && !filtered && (
          <EmptyPage title="No agents yet" action={newAgent || undefined}>
            {newAgent ? 'Describe one in plain words.' : 'Somebody with the role builder can describe one in plain words.'}
          </EmptyPage>
        )}
        {items.length > 0 && <AgentTable agents={items} />}
        {agents.hasNextPage && (
          <Button variant="link" isLoading={agents.isFetchingNextPage} onClick={() => void agents.fetchNextPage()}>
            Show more
          </Button>
        )}
      </PageSection>
    </>
  )
}

function AgentTable({ agents }: { agents: Agent[] }) {
  return (
    <Table aria-label="Agents" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Purpose</Th>
          <Th>Team</Th>
          <Th>State</Th>
          <Th modifier="fitContent">Version</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {agents.map((agent) => (
          <Tr key={agent.name}>
            <Td dataLabel="Name" modifier="nowrap">
              <Link to={`/agents/${agent.name}`}>{agent.name}</Link>
            </Td>
            <Td dataLabel="Purpose">
              {agent.purpose}{' '}
              {(agent.builtIn || (agent.tags?.length ?? 0) > 0) && (
                <LabelGroup aria-label={`Tags of ${agent.name}`}>
                  {[...(agent.builtIn ? ['built in'] : []), ...(agent.tags ?? [])].map((tag) => (
                    <Label key={tag} isCompact variant="outline">
                      {tag}
                    </Label>
                  ))}
                </LabelGroup>
              )}
            </Td>
            <Td dataLabel="Team">{agent.team}</Td>
            <Td dataLabel="State">
              <StateLabel state={agent.suspended ? 'SUSPENDED' : agent.state} />{' '}
              {agent.stale && (
                <Label isCompact status="warning" title={agent.stale}>
                  evaluate again
                </Label>
              )}
            </Td>
            <Td dataLabel="Version">{agent.activeVersion ?? '–'}</Td>
            <Td modifier="nowrap">
              {agent.activeVersion && !agent.suspended && <Link to={`/chat/${agent.name}`} aria-label={`Chat with ${agent.name}`}>Chat</Link>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function words(state: string): string {
  return state.charAt(0) + state.slice(1).toLowerCase().replace('_', ' ')
}

function facetText(name: string, count: number | undefined): string {
  return count === undefined ? name : `${name} (${count})`
}
