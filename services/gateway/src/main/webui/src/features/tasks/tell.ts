import { textOf, type Part } from '../../api/a2a.ts'
import type { Step } from '../../api/hooks/useTasks.ts'
import { moneyText, secondsText } from '../../ui/money.ts'

/** A step in plain words. */
export interface Told {
  title: string
  facts?: string
  text?: string
  value?: unknown
  childTaskId?: string
}

export function tell({ kind, body }: Step): Told {
  switch (kind) {
    case 'received':
      return { title: `Message from ${person(body.from) ?? 'the caller'}`, text: textOf(partsOf(body.message)) }
    case 'produced':
      return { title: body.append ? 'Answered further' : 'Answered', text: textOf(partsOf(body.artifact)) }
    case 'moved':
      return { title: `Now ${words(body.state)}`, text: messageText(body.message) }
    case 'waited':
      return { title: 'Waits', facts: body.reason }
    case 'cancel-asked':
      return { title: 'Asked to stop', facts: by(body.by ?? body.from) }
    case 'model-turn':
      return {
        title: `Model ${body.model ?? ''}`,
        facts: join(
          body.provider,
          body.tier,
          `${body.inputTokens ?? 0} tokens in, ${body.outputTokens ?? 0} out`,
          moneyText(body.cost),
          secondsText(body.millis),
        ),
        text: [body.text, body.toolCalls?.length ? `Asks for ${body.toolCalls.map((call) => call.tool).join(', ')}` : '']
          .filter(Boolean)
          .join('\n'),
      }
    case 'approval-asked':
      return { title: `Asked for an approval of ${body.tool}`, facts: body.reason, value: body.arguments }
    case 'approval-decided':
      return { title: `Approval: ${words(body.decision)}`, facts: join(by(body.by), body.reason) }
    case 'tool-intent':
      return { title: `Calls ${body.tool}`, facts: join(words(body.effect), body.approvalId && 'approved'), value: body.arguments }
    case 'tool-outcome':
      return {
        title: `${body.tool}: ${words(body.status)}`,
        facts: join(body.reason, secondsText(body.millis)),
        value: (body.content ?? []).map((part) => part.text ?? '').join('\n') || undefined,
      }
    case 'child-sent':
      return { title: `Asks agent ${body.agent}`, text: body.text, childTaskId: body.taskId }
    case 'child-replied':
      return { title: `Agent ${body.agent} replied`, facts: words(body.state), text: body.text, childTaskId: body.taskId }
    case 'refused':
      return { title: 'Refused', text: body.reason }
    case 'ended':
      return { title: `Ended: ${words(body.state)}`, facts: body.reason, text: messageText(body.message) }
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

function words(value: string | undefined): string {
  return (value ?? '').replace('TASK_STATE_', '').toLowerCase().replace(/[_-]/g, ' ')
}

function person(who: string | undefined): string | undefined {
  return who?.replace('person:', '')
}

function by(who: string | undefined): string | undefined {
  return who && `by ${person(who)}`
}

function join(...facts: (string | undefined)[]): string {
  return facts.filter(Boolean).join(' · ')
}
