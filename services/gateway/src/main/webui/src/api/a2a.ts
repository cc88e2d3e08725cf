import { authorized, problemOf } from './client.ts'
import type { components } from './generated/platform.d.ts'
import { ApiProblem } from './problem.ts'
import { serverSentEvents } from './sse.ts'

type Schemas = components['schemas']
export type A2aTask = Schemas['A2aTask']
export type A2aTaskList = Schemas['A2aTaskList']
export type Message = Schemas['Message']
export type Part = Schemas['Part']
export type StreamResponse = Schemas['StreamResponse']
export type TaskState = Schemas['TaskState']

interface RpcAnswer<T> {
  result?: T
  error?: Schemas['JsonRpcError']
}

const TERMINAL: TaskState[] = [
  'TASK_STATE_COMPLETED',
  'TASK_STATE_FAILED',
  'TASK_STATE_CANCELED',
  'TASK_STATE_REJECTED',
]

export function isTerminal(state: string | undefined): boolean {
  return TERMINAL.some((terminal) => terminal === state || terminal === `TASK_STATE_${state}`)
}

const PLAN = 'https://tandem.io/a2a/ext/plan/v1'

/** What an agent wants to call, told before it calls anything. */
export interface Plan {
  hash: string
  steps: { tool: string; why: string }[]
}

/** The plan that a task waits for a yes to. */
export function planOf({ state, message }: A2aTask['status']): Plan | undefined {
  if (state !== 'TASK_STATE_INPUT_REQUIRED') return undefined
  return (message?.metadata as Record<string, Plan | undefined> | undefined)?.[PLAN]
}

/** A yes to exactly that plan, as the metadata of a message. */
export const agreedTo = (plan: Plan) => ({ [PLAN]: { hash: plan.hash, agree: true } })

export function textOf(parts: Part[] | undefined): string {
  return (parts ?? [])
    .map((part) => part.text ?? part.url ?? (part.data === undefined ? '' : JSON.stringify(part.data, null, 2)))
    .join('')
}

function send(agent: string, method: string, params: unknown, init: RequestInit = {}): Promise<Response> {
  return authorized(`/a2a/agents/${encodeURIComponent(agent)}`, {
    ...init,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'A2A-Version': '1.0', ...init.headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: crypto.randomUUID(), method, params }),
  })
}

/** A2A 1.0 over JSON-RPC, one answer. */
export async function call<T>(agent: string, method: string, params: unknown): Promise<T> {
  const response = await send(agent, method, params)
  if (!isJson(response)) throw await problemOf(response)
  return resultOf<T>(response.status, (await response.json()) as RpcAnswer<T>)
}

/** A2A 1.0 over JSON-RPC, a stream of answers. */
export async function* stream(
  agent: string,
  method: string,
  params: unknown,
  signal: AbortSignal,
): AsyncGenerator<StreamResponse> {
  const response = await send(agent, method, params, { signal, headers: { Accept: 'text/event-stream' } })
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) {
    if (!isJson(response)) throw await problemOf(response)
    yield resultOf(response.status, (await response.json()) as RpcAnswer<StreamResponse>)
    return
  }
  for await (const event of serverSentEvents(response.body)) {
    yield resultOf(200, JSON.parse(event.data) as RpcAnswer<StreamResponse>)
  }
}

function isJson(response: Response): boolean {
  const type = response.headers.get('Content-Type') ?? ''
  return type.includes('json') && !type.includes('problem')
}

function resultOf<T>(status: number, answer: RpcAnswer<T>): T {
  const failure = answer.error as (Schemas['JsonRpcError'] & { status?: string }) | undefined
  if (failure) {
    const missing = status === 404
    throw new ApiProblem(missing ? 404 : status >= 400 ? status : 400, failure.message)
  }
  return answer.result as T
}
