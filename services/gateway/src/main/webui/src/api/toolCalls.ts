import type { Step } from './hooks/useTasks.ts'

/** One use of a tool or of another agent, put together from the steps that belong to it. */
export interface ToolCall {
  id: string
  tool: string
  arguments: unknown
  /** waiting: for an approval; asked: the model wants it, nothing has happened yet */
  status: 'asked' | 'waiting' | 'running' | 'rejected' | 'denied' | 'done' | 'failed'
  effect?: string
  approvalId?: string
  approvalReason?: string
  decidedBy?: string
  decisionReason?: string
  /** An approver put other arguments in the place of the agent's. */
  changed?: boolean
  result?: string
  reason?: string
  millis?: number
  childTaskId?: string
  isAgent: boolean
}

/** How a model calls a peer. */
const PEER = 'agent/'

/** What a model calls to decline, which is told as the answer, and to propose a plan, which is told as a question. */
const TOLD = ['refuse', 'plan']

/** What a tool answered, as text. */
export function contentText(body: Step['body']): string {
  return (body.content ?? []).map((part) => part.text).join('\n')
}

/** All uses of tools and agents in the order in which they were asked for. */
export function toolCalls(steps: Step[]): ToolCall[] {
  const calls = new Map<string, ToolCall>()
  const approvals = new Map<string, ToolCall>()
  const at = (id: string, tool: string, args?: unknown): ToolCall => {
    const isAgent = tool.startsWith(PEER)
    const call: ToolCall = calls.get(id) ?? {
      id,
      tool: isAgent ? tool.slice(PEER.length) : tool,
      arguments: args,
      status: 'asked',
      isAgent,
    }
    calls.set(id, call)
    return call
  }
  for (const { kind, seq, body } of steps) {
    const id = body.callId ?? `step-${seq}`
    const tool = body.tool ?? ''
    switch (kind) {
      case 'model-turn':
        body.toolCalls?.filter((asked) => !TOLD.includes(asked.tool)).forEach((asked) => at(asked.id, asked.tool, asked.arguments))
        break
      case 'approval-asked': {
        const call = at(id, tool, body.arguments)
        Object.assign(call, { status: 'waiting', approvalId: body.approvalId, approvalReason: body.reason })
        if (body.approvalId) approvals.set(body.approvalId, call)
        break
      }
      case 'approval-decided': {
        const call = body.approvalId ? approvals.get(body.approvalId) : undefined
        if (!call) break
        const granted = /^(granted|approved?)$/i.test(body.decision ?? '')
        Object.assign(call, {
          status: granted ? 'running' : 'rejected',
          decidedBy: body.by,
          decisionReason: body.reason,
          ...(body.arguments != null && { arguments: body.arguments, changed: true }),
        })
        break
      }
      case 'tool-intent':
        Object.assign(at(id, tool), { status: 'running', effect: body.effect, arguments: body.arguments })
        break
      case 'tool-outcome':
        Object.assign(at(id, tool), {
          status: body.status === 'ok' ? 'done' : calls.get(id)?.status === 'rejected' ? 'rejected' : body.status === 'denied' ? 'denied' : 'failed',
          result: contentText(body),
          reason: body.reason ?? (body.status === 'ok' ? undefined : body.status?.replace(/-/g, ' ')),
          millis: body.millis,
        })
        break
      case 'child-sent':
        Object.assign(at(id, PEER + body.agent), { status: 'running', arguments: { message: body.text } })
        break
      case 'child-replied':
        Object.assign(at(id, PEER + body.agent), {
          status: /COMPLETED$/.test(body.state ?? '') ? 'done' : 'failed',
          result: body.text,
          childTaskId: body.taskId,
        })
        break
    }
  }
  return [...calls.values()]
}
