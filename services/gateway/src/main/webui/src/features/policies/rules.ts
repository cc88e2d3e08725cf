import type { Condition, Fact, Relation, Rule, RuleVocabulary } from '../../api/hooks/usePolicies.ts'

export const SUBJECTS: Record<Rule['about']['kind'], string> = {
  TOOLS: 'calls of one tool',
  WRITES: 'calls of any tool that does more than read',
  EGRESS: 'calls of any tool that takes data out of the company',
  ALL_TOOLS: 'calls of any tool',
  AGENTS: "calls of the team's agents",
}

export const RELATIONS: Record<Relation, string> = {
  IS: 'is',
  IS_NOT: 'is not',
  ABOVE: 'is above',
  BELOW: 'is below',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
  CONTAINS: 'contains',
}

export const isAboutAgents = (rule: Rule) => rule.about.kind === 'AGENTS'

/** What can be decided of that: calls of tools can wait for an approval, calls of agents can be let in. */
export function outcomesOf(rule: Rule): [Rule['outcome'], string][] {
  return isAboutAgents(rule)
    ? [
        ['DENY', 'Deny'],
        ['ALLOW', 'Allow'],
      ]
    : [
        ['DENY', 'Deny'],
        ['ASK', 'Ask somebody to approve'],
      ]
}

export function emptyRule(names: string[]): Rule {
  let at = names.length + 1
  while (names.includes(`rule-${at}`)) at++
  return { name: `rule-${at}`, outcome: 'DENY', about: { kind: 'WRITES', tools: [] }, when: [], reason: '' }
}

/** What a condition of a rule can look at: arguments of its tool first, then facts. */
export interface Choice {
  key: string
  label: string
  relations: Relation[]
  choices: string[]
  with: Pick<Condition, 'fact' | 'argument'>
}

export function choicesOf(rule: Rule, known: RuleVocabulary): Choice[] {
  const tool = rule.about.kind === 'TOOLS' && rule.about.tools?.length === 1 ? known.tools.find(({ name }) => name === rule.about.tools?.[0]) : undefined
  const names = tool?.arguments.map<Choice>(({ name, tests }) => ({
    key: `ARGUMENT ${name}`,
    label: `its argument ${name}`,
    relations: tests,
    choices: [],
    with: { fact: 'ARGUMENT', argument: name },
  }))
  const facts = known.facts
    .filter(({ fact, tools, agents }) => fact !== 'ARGUMENT' && (isAboutAgents(rule) ? agents : tools))
    .map<Choice>(({ fact, words, tests, choices }) => ({ key: fact, label: words, relations: tests, choices, with: { fact } }))
  return [...(names ?? []), ...facts]
}

export const keyOf = ({ fact, argument }: { fact: Fact; argument?: string }) => (fact === 'ARGUMENT' ? `ARGUMENT ${argument ?? ''}` : fact)

export function conditionOf(choice: Choice): Condition {
  return { ...choice.with, test: choice.relations[0] ?? 'IS', values: [choice.choices[0] ?? ''] }
}
