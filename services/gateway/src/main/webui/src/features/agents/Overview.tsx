import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useVersion, type Agent } from '../../api/hooks/useAgents.ts'
import { Json } from '../../ui/Json.tsx'
import { When } from '../../ui/When.tsx'
import { moneyText } from '../../ui/money.ts'

/** What callers get: the active version, or the draft while there is none. */
export function Overview({ agent }: { agent: Agent }) {
  const active = useVersion(agent.name, agent.builtIn ? '' : String(agent.activeVersion ?? ''))
  const definition = active.data?.definition ?? agent.draft
  const spec = definition?.spec
  return (
    <DescriptionList isHorizontal className="tandem-nested" horizontalTermWidthModifier={{ default: '16ch' }}>
      <Fact term="Shown">
        {agent.builtIn
          ? 'Built in: part of the platform, without a model'
          : agent.activeVersion !== undefined
            ? `Version ${agent.activeVersion}, which callers reach`
            : 'The draft: no version is active yet'}
      </Fact>
      <Fact term="Team">{agent.team}</Fact>
      {agent.owner && <Fact term="Owner">{agent.owner}</Fact>}
      {agent.deputy && <Fact term="Deputy">{agent.deputy}</Fact>}
      <Fact term="Seen by">{agent.visibility === 'everyone' ? 'everyone' : `team ${agent.team} and grants`}</Fact>
      {spec && <Fact term="Tier">{spec.tier}</Fact>}
      {spec?.risk && <Fact term="Risk">{spec.risk}</Fact>}
      {spec && <Fact term="Tools">{spec.tools?.join(', ') || 'none'}</Fact>}
      {(spec?.peers?.length ?? 0) > 0 && <Fact term="May ask">{spec?.peers?.join(', ')}</Fact>}
      {(spec?.guardrails?.mustNot?.length ?? 0) > 0 && <Fact term="Must not">{spec?.guardrails?.mustNot?.join('; ')}</Fact>}
      {spec?.budget && (
        <Fact term="Budget of a task">
          {[
            spec.budget.maxSteps && `${spec.budget.maxSteps} steps`,
            spec.budget.maxTokens && `${spec.budget.maxTokens} tokens`,
            spec.budget.maxDuration,
            moneyText(spec.budget.maxCostPerTask),
          ]
            .filter(Boolean)
            .join(', ') || 'the platform’s'}
        </Fact>
      )}
      {agent.changedAt && (
        <Fact term="Last change">
          <When at={agent.changedAt} />
        </Fact>
      )}
      {spec && (
        <Fact term="Instructions">
          <Json label="Instructions" value={spec.instructions} />
        </Fact>
      )}
    </DescriptionList>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="tandem-wrap">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  )
}
