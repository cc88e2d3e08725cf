import type { Agent } from '../../api/hooks/useAgents.ts'

export interface FirstStep {
  title: string
  hint: string
  action: string
  to: string
  done: boolean
}

/** The four steps of somebody new; each is done when the platform says that it has happened. */
export function firstSteps(person: string, agents: Agent[], tasksOfMine: number): FirstStep[] {
  const mine = agents.filter((agent) => !agent.builtIn && agent.owner?.replace('person:', '') === person)
  const newest = mine[0]
  const there = agents.find((agent) => agent.activeVersion !== undefined && !agent.builtIn && !agent.suspended)
  const first = there?.name ?? 'echo'
  const page = newest ? `/agents/${newest.name}?tab=versions` : '/agents/new'
  return [
    {
      title: 'Ask an agent that is already there',
      hint: `Such as ${first}.`,
      action: `Chat with ${first}`,
      to: `/chat/${first}`,
      done: tasksOfMine > 0,
    },
    {
      title: 'Describe an agent of your own',
      hint: 'In plain words; try the draft before anybody else sees it.',
      action: 'New agent',
      to: '/agents/new',
      done: mine.length > 0,
    },
    {
      title: 'Have it evaluated and submit it for review',
      hint: 'Its cases are really asked; what fails is told in plain words.',
      action: newest ? `Open ${newest.name}` : 'New agent',
      to: page,
      done: mine.some((agent) => agent.state !== 'DRAFT'),
    },
    {
      title: 'Have somebody else approve it',
      hint: 'Sign in as approver, or ask one. Then everybody who may can call it.',
      action: newest ? `Open ${newest.name}` : 'See all agents',
      to: newest ? page : '/agents',
      done: mine.some((agent) => agent.activeVersion !== undefined),
    },
  ]
}
