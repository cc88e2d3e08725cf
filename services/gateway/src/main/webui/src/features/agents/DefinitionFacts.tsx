import { DescriptionList, List, ListItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { AgentDefinition } from '../../api/hooks/useAgents.ts'
import { checkText } from '../../ui/checkText.ts'
import { Fact } from '../../ui/Fact.tsx'
import { moneyText } from '../../ui/money.ts'
import { countText, durationText } from '../../ui/words.ts'

const TIERS = { fast: 'fast: answers at once', deep: 'deep: thinks for minutes', auto: 'auto: the router decides' }

/** What an agent is made of, to be read by whoever answers for it. */
export function DefinitionFacts({ definition, children }: { definition: AgentDefinition; children?: ReactNode }) {
  const { spec } = definition
  const cases = spec.evaluation?.cases ?? []
  return (
    <DescriptionList isHorizontal horizontalTermWidthModifier={{ default: '16ch' }}>
      {children}
      <Fact term="Purpose">{spec.purpose}</Fact>
      <Fact term="Instructions">
        <div className="tandem-said">{spec.instructions}</div>
      </Fact>
      <Fact term="Tools">{spec.tools?.length ? <Lines lines={spec.tools} /> : 'none'}</Fact>
      {(spec.peers?.length ?? 0) > 0 && <Fact term="May ask">{spec.peers?.join(', ')}</Fact>}
      <Fact term="Must not">{spec.guardrails?.mustNot?.length ? <Lines lines={spec.guardrails.mustNot} /> : 'nothing is said'}</Fact>
      <Fact term="Tier">{TIERS[spec.tier]}</Fact>
      {spec.risk && <Fact term="Risk">{spec.risk}</Fact>}
      {spec.budget && <Fact term="Budget of a task">{budgetText(spec.budget)}</Fact>}
      {cases.length > 0 && (
        <Fact term="Evaluation">
          <List>
            {cases.map((one) => (
              <ListItem key={one.id}>
                “{one.input}”: {one.expect.map(checkText).join('; ')}
              </ListItem>
            ))}
          </List>
        </Fact>
      )}
    </DescriptionList>
  )
}

function Lines({ lines }: { lines: string[] }) {
  return lines.length === 1 ? lines[0] : (
    <List isPlain>
      {lines.map((line) => (
        <ListItem key={line}>{line}</ListItem>
      ))}
    </List>
  )
}

function budgetText(budget: NonNullable<AgentDefinition['spec']['budget']>): string {
  const told = [
    budget.maxSteps && `${countText(budget.maxSteps)} steps`,
    budget.maxTokens && `${countText(budget.maxTokens)} tokens`,
    durationText(budget.maxDuration),
    moneyText(budget.maxCostPerTask),
    budget.maxCostPerDay && `${moneyText(budget.maxCostPerDay)} a day`,
  ].filter(Boolean)
  return told.length > 0 ? `at most ${told.join(', ')}` : 'the platform’s'
}
