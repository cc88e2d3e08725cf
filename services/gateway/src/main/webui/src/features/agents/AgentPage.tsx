import { Alert, PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { Link, useParams, useSearchParams } from 'react-router'
import { useAgent } from '../../api/hooks/useAgents.ts'
import { HaltAlert } from '../../ui/HaltAlert.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Stale } from '../../ui/Stale.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { CanaryPanel } from './CanaryPanel.tsx'
import { Evaluations } from './Evaluations.tsx'
import { Grants } from './Grants.tsx'
import { HowItDoes } from './HowItDoes.tsx'
import { Overview } from './Overview.tsx'
import { Runs } from './Runs.tsx'
import { Scores } from './Scores.tsx'
import { Versions } from './Versions.tsx'

/** `/agents/{name}?tab=versions|evaluations|grants|runs`: one agent. */
export default function AgentPage() {
  const { name = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const tab = query.get('tab') ?? 'overview'
  const { data: agent, isPending, isError, error, refetch } = useAgent(name)
  const callable = agent && !agent.suspended && (agent.activeVersion !== undefined || agent.builtIn)
  return (
    <>
      <PageHead
        title={name}
        above={[{ to: '/agents', name: 'Agents' }]}
        beside={agent && <StateLabel state={agent.suspended ? 'SUSPENDED' : agent.state} />}
        actions={
          agent && (
            <>
              {agent.rights?.change && !agent.builtIn && (
                <LinkButton variant="secondary" to={`/agents/new?from=${name}`}>
                  Edit the draft
                </LinkButton>
              )}
              {callable && <LinkButton to={`/chat/${name}`}>Chat</LinkButton>}
            </>
          )
        }
      >
        {agent?.purpose}
      </PageHead>
      <PageSection isFilled aria-label="Agent">
        {isPending && <Loading what="agent" />}
        {isError && !agent && <Problem what="The agent cannot be shown" problem={error} onRetry={() => void refetch()} />}
        {agent && <HaltAlert agent={agent.name} team={agent.team} />}
        {agent?.suspended && (
          <Alert isInline variant="warning" component="h2" title="This agent is suspended">
            It takes no tasks until an operator of team {agent.team} resumes it under Versions.
          </Alert>
        )}
        {agent?.state === 'IN_REVIEW' && tab === 'overview' && (
          <Alert isInline variant="info" component="h2" title="A version waits for somebody to decide" actionLinks={<Link to="?tab=versions">Look at the versions</Link>}>
            {agent.rights?.approve ? 'You may approve or reject it.' : `An approver of team ${agent.team} who did not write it approves or rejects it.`}
          </Alert>
        )}
        {agent && !agent.builtIn && (tab === 'overview' || tab === 'versions') && <CanaryPanel agent={name} />}
        {agent?.stale && agent.activeVersion !== undefined && tab === 'overview' && (
          <Stale agent={name} version={agent.activeVersion} reasons={[agent.stale]} />
        )}
        {agent && (
          <Tabs
            activeKey={tab}
            onSelect={(_event, key) => setQuery(key === 'overview' ? {} : { tab: String(key) })}
            aria-label={`About ${name}`}
            mountOnEnter
            unmountOnExit
          >
            <Tab eventKey="overview" title={<TabTitleText>Overview</TabTitleText>}>
              <Overview agent={agent} />
            </Tab>
            <Tab eventKey="versions" title={<TabTitleText>Versions</TabTitleText>}>
              <Versions agent={agent} />
            </Tab>
            <Tab eventKey="evaluations" title={<TabTitleText>Evaluations</TabTitleText>}>
              <Evaluations agent={name} team={agent.team} canChange={agent.rights?.change === true && !agent.builtIn} />
            </Tab>
            <Tab eventKey="grants" title={<TabTitleText>Grants</TabTitleText>}>
              <Grants agent={agent} />
            </Tab>
            <Tab eventKey="runs" title={<TabTitleText>Runs</TabTitleText>}>
              <div className="tandem-lines tandem-nested">
                <HowItDoes agent={name} />
                {!agent.builtIn && <Scores agent={name} />}
                <Runs agent={name} />
              </div>
            </Tab>
          </Tabs>
        )}
      </PageSection>
    </>
  )
}
