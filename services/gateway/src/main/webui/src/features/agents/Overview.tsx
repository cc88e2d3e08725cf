import { DescriptionList } from '@patternfly/react-core'
import { useVersion, type Agent } from '../../api/hooks/useAgents.ts'
import { Fact } from '../../ui/Fact.tsx'
import { When } from '../../ui/When.tsx'
import { DefinitionFacts } from './DefinitionFacts.tsx'

/** What callers get: the active version, or the draft while there is none. */
export function Overview({ agent }: { agent: Agent }) {
  const active = useVersion(agent.name, agent.builtIn ? '' : String(agent.activeVersion ?? ''))
  const definition = active.data?.definition ?? agent.draft
  const facts = (
    <>
      <Fact term="Shown">
        {agent.builtIn
          ? 'Built in: part of the platform, without a model'
          : agent.activeVersion !== undefined
            ? `Version ${agent.activeVersion}, which callers reach`
            : 'The draft: no version is active yet'}
      </Fact>
      <Fact term="Team">{agent.team}</Fact>
      {agent.owner && <Fact term="Owner, deputy">{[agent.owner, agent.deputy].filter(Boolean).join(', ')}</Fact>}
      <Fact term="Seen by">{agent.visibility === 'everyone' ? 'everyone' : `team ${agent.team} and whom a grant names`}</Fact>
      {agent.reviewAt && (
        <Fact term="Evaluate again by">
          <When at={agent.reviewAt} />
        </Fact>
      )}
      {agent.changedAt && (
        <Fact term="Last change">
          <When at={agent.changedAt} />
        </Fact>
      )}
    </>
  )
  return (
    <div className="tandem-nested">
      {definition ? (
        <DefinitionFacts definition={definition}>{facts}</DefinitionFacts>
      ) : (
        <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: '16ch' }}>
          {facts}
        </DescriptionList>
      )}
    </div>
  )
}
