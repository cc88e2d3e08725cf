import { useCallback, useEffect, useRef, useState } from 'react'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'
import { ApiProblem } from '../problem.ts'
import { serverSentEvents, type ServerSentEvent } from '../sse.ts'

export type Design = components['schemas']['Design']
export type DesignRequest = components['schemas']['DesignRequest']

export interface Designing {
  running: boolean
  /** What the designer said it does, in order. */
  progress: string[]
  design?: Design
  problem?: unknown
}

const IDLE: Designing = { running: false, progress: [] }

/** What the page keeps of a design. */
interface Keeping {
  /** The design that is under way, told again with nothing once it has ended; it goes on when the page is gone. */
  onUnderWay: (designId: string | undefined) => void
  onDesign: (design: Design) => void
}

/** Has the designer make a draft from plain words, or change one; its progress arrives as events. */
export function useDesigner(keeping: Keeping, underWay: string | undefined) {
  const [designing, setDesigning] = useState<Designing>(IDLE)
  const running = useRef<AbortController>(undefined)
  const told = useRef(keeping)
  useEffect(() => {
    told.current = keeping
  })
  useEffect(() => () => running.current?.abort(), [])

  const follow = useCallback(async (ask: (signal: AbortSignal, hear: Hear) => Promise<Design>) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setDesigning({ running: true, progress: [] })
    try {
      const result = await ask(controller.signal, {
        begun: (id) => told.current.onUnderWay(id),
        done: (progress) => setDesigning((before) => ({ ...before, progress: progress(before.progress) })),
      })
      setDesigning((before) => ({ ...before, running: false, design: result }))
      told.current.onUnderWay(undefined)
      told.current.onDesign(result)
    } catch (problem) {
      if (controller.signal.aborted) return
      told.current.onUnderWay(undefined)
      setDesigning((before) => ({ ...before, running: false, problem }))
    }
  }, [])

  const asked = useRef<DesignRequest>(undefined)
  const design = useCallback(
    (request: DesignRequest) => {
      asked.current = request
      return follow((signal, hear) => ask(request, signal, hear))
    },
    [follow],
  )
  const again = useCallback(() => {
    if (asked.current) void design(asked.current)
  }, [design])

  // What was under way when the page was left or loaded again is waited for, not asked anew.
  const left = useRef(underWay)
  useEffect(() => {
    const id = left.current
    if (id) void follow((signal, hear) => waitFor(id, signal, hear))
  }, [follow])

  const stop = useCallback(() => {
    running.current?.abort()
    told.current.onUnderWay(undefined)
    setDesigning((before) => ({ ...before, running: false }))
  }, [])

  return { designing, design, again, stop }
}

interface Hear {
  begun: (designId: string) => void
  done: (progress: (before: string[]) => string[]) => void
}

const LOOK = 1500

async function waitFor(id: string, signal: AbortSignal, hear: Hear): Promise<Design> {
  for (;;) {
    const kept = await take(api.GET('/api/v1/designs/{id}', { params: { path: { id } }, signal }))
    hear.done(() => kept.steps)
    if (kept.result) return kept.result
    if (kept.state === 'failed') throw new ApiProblem(500, 'The designer could not finish', kept.problem, undefined, true)
    await new Promise((resolve) => setTimeout(resolve, LOOK))
    signal.throwIfAborted()
  }
}

async function ask(request: DesignRequest, signal: AbortSignal, hear: Hear): Promise<Design> {
  const response = await authorized('/api/v1/designs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream, application/json;q=0.5' },
    body: JSON.stringify(request),
    signal,
  })
  if (!response.ok) throw await problemOf(response)
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) {
    return (await response.json()) as Design
  }
  let id: string | undefined
  try {
    for await (const event of serverSentEvents(response.body)) {
      const news = read(event)
      if (news.begun) hear.begun((id = news.begun))
      if (news.step) hear.done((before) => [...before, news.step ?? ''])
      if (news.design) return news.design
    }
  } catch (failure) {
    if (signal.aborted || failure instanceof ApiProblem) throw failure
  }
  // The line broke; the designer goes on.
  if (id) return waitFor(id, signal, hear)
  throw new ApiProblem(0, 'The designer stopped before it was done', undefined, undefined, true)
}

interface News {
  begun?: string
  step?: string
  design?: Design
}

/** One event: how the design is called, a step, or the design itself; a problem is thrown. */
function read({ event, data: text }: ServerSentEvent): News {
  const data = JSON.parse(text) as Record<string, unknown>
  if (event === 'problem') throw ApiProblem.of(Number(data['status'] ?? 500), data)
  if (event === 'result') return { design: data as unknown as Design }
  if (event === 'design') return { begun: String(data['designId']) }
  return { step: String(data['text'] ?? data['step'] ?? '') }
}
