import { textOf, type Part } from '../../api/a2a.ts'
import type { Step } from '../../api/hooks/useTasks.ts'
import { contentText } from '../../api/toolCalls.ts'
import { moneyText, secondsText } from '../../ui/money.ts'
import { countText, nameOf, words } from '../../ui/words.ts'

/** A step in plain words. */
export interface Told {
  title: string
  facts?: string
  text?: string
  value?: unknown
  /** Where a server is connected. */
  connect?: string
  childTaskId?: string
}

/** What an effect class means, as a fact about one call. */
const EFFECTS: Record<string, string> = {
  READ: 'reads only',
  IDEMPOTENT: 'may be repeated freely',
  KEYED: 'happens once, even if repeated',
  QUERYABLE: 'can be asked whether it happened',
  AT_MOST_ONCE: 'is never repeated',
}

export function tell({ kind, body }: Step): Told {
  switch (kind) {
    case 'received':
      return { title: `Message from ${nameOf(body.from) || 'the caller'}`, text: textOf(partsOf(body.message)) }
    case 'produced':
      return { title: body.append ? 'Answered further' : 'Answered', text: textOf(partsOf(body.artifact)) }
    case 'moved':
      return { title: `Now ${stateWords(body.state)}`, text: messageText(body.message) }
    case 'waited':
      return { title: 'Waits', facts: /^approval /.test(body.reason ?? '') ? 'for an approval' : body.reason && `for ${body.reason}` }
    case 'cancel-asked':
      return { title: 'Asked to stop', facts: body.halt ? `Halted: ${body.halt}` : by(body.from) }
    case 'model-turn':
      return {
        title: `Model ${body.model ?? ''}`,
        facts: join(
          body.provider,
          body.tier,
          `${countText(body.inputTokens ?? 0)} tokens in, ${countText(body.outputTokens ?? 0)} out`,
          moneyText(body.cost),
          body.millis ? secondsText(body.millis) : '',
        ),
        text: [body.toolCalls?.length ? body.text : '', ...(body.toolCalls ?? []).map(wish)]
          .filter(Boolean)
          .join('\n'),
      }
    case 'approval-asked':
      return { title: `Asked for an approval of ${body.tool}`, facts: body.reason, value: body.arguments }
    case 'approval-decided':
      return { title: `Approval: ${words(body.decision)}`, facts: join(by(body.by), body.reason) }
    case 'connection-asked':
      return { title: `Asked to connect ${body.connector}`, facts: body.reason, connect: body.url }
    case 'connection-made':
      return { title: `${body.connector} is connected`, facts: by(body.by) }
    case 'connection-withdrawn':
      return { title: `Nobody connects ${body.connector} any more`, facts: body.reason }
    case 'tool-intent':
      return { title: `Calls ${body.tool}`, facts: join(EFFECTS[body.effect ?? ''] ?? words(body.effect), body.approvalId && 'approved'), value: body.arguments }
    case 'tool-outcome':
      return {
        title: `${body.tool}: ${words(body.status)}`,
        facts: join(body.reason, secondsText(body.millis)),
        value: contentText(body) || undefined,
      }
    case 'child-sent':
      return { title: `Asks agent ${body.agent}`, text: body.text, childTaskId: body.taskId }
    case 'child-replied':
      return { title: `Agent ${body.agent} replied`, facts: stateWords(body.state), text: body.text, childTaskId: body.taskId }
    case 'refused':
      return { title: 'Refused', text: body.reason }
    case 'ended':
      return { title: `Ended: ${stateWords(body.state)}`, facts: body.reason, text: messageText(body.message) }
    default:
      return { title: words(kind), value: body }
  }
}

function partsOf(holder: unknown): Part[] | undefined {
  return typeof holder === 'object' && holder !== null ? (holder as { parts?: Part[] }).parts : undefined
}

function messageText(message: unknown): string | undefined {
  return typeof message === 'string' ? message : textOf(partsOf(message)) || undefined
}

/** What a model wants, as a clause. */
function wish({ tool }: { tool: string }): string {
  if (tool === 'refuse') return 'Declines'
  if (tool === 'plan') return 'Proposes a plan'
  return tool.startsWith('agent/') ? `Asks agent ${tool.slice('agent/'.length)}` : `Asks for ${tool}`
}

/** States of tasks as labels say them. */
function stateWords(state: string | undefined): string {
  const name = words(state)
  return { rejected: 'declined', canceled: 'stopped', 'input required': 'waiting for an answer', 'auth required': 'waiting for a person' }[name] ?? name
}

function by(who: string | undefined): string | undefined {
  return who && `by ${nameOf(who)}`
}

function join(...facts: (string | undefined)[]): string {
  return facts.filter(Boolean).join(' · ')
}
