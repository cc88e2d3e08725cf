import type { EvaluationCase } from '../api/hooks/useAgents.ts'
import { moneyText } from './money.ts'

export type Check = EvaluationCase['expect'][number]

/** What a check of an evaluation case expects, in words. */
export function checkText(check: Check): string {
  const told = [
    check.contains !== undefined && `the answer contains “${check.contains}”`,
    check.pattern !== undefined && `the answer matches the pattern ${check.pattern}`,
    check.jsonPath !== undefined && `the answer holds ${JSON.stringify(check.jsonPath)}`,
    check.toolCalled !== undefined && `it calls ${check.toolCalled}`,
    check.toolNotCalled !== undefined && `it does not call ${check.toolNotCalled}`,
    check.refused !== undefined && (check.refused ? 'it refuses' : 'it does not refuse'),
    check.maxSeconds !== undefined && `it answers within ${check.maxSeconds} seconds`,
    check.maxCost !== undefined && `it costs at most ${moneyText(check.maxCost)}`,
    check.judge !== undefined && `the judge ${check.judge} says yes`,
    check.trajectory !== undefined && trajectoryText(check.trajectory),
  ].filter(Boolean)
  return told.join(', ') || 'nothing'
}

function trajectoryText({ calls, inOrder, never, atMost }: NonNullable<Check['trajectory']>): string {
  const made = calls?.map((call) => (call.arguments ? `${call.tool} with ${JSON.stringify(call.arguments)}` : call.tool))
  return [
    made && `it calls ${made.join(inOrder ? ', then ' : ' and ')}`,
    never && `it never calls ${never.join(' or ')}`,
    atMost !== undefined && `it makes at most ${atMost} calls`,
  ]
    .filter(Boolean)
    .join(', ')
}
