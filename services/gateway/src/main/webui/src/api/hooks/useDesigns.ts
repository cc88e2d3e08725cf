import { useCallback, useEffect, useRef, useState } from 'react'
import { authorized, problemOf } from '../client.ts'
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

/** Has the designer make a draft from plain words, or change one; its progress arrives as events. */
export function useDesigner(onDesign: (design: Design) => void) {
  const [designing, setDesigning] = useState<Designing>(IDLE)
  const running = useRef<AbortController>(undefined)
  const told = useRef(onDesign)
  useEffect(() => {
    told.current = onDesign
  })
  useEffect(() => () => running.current?.abort(), [])

  const design = useCallback(async (request: DesignRequest) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setDesigning({ running: true, progress: [] })
    try {
      const result = await ask(request, controller.signal, (step) =>
        setDesigning((before) => ({ ...before, progress: [...before.progress, step] })),
      )
      setDesigning((before) => ({ ...before, running: false, design: result }))
      told.current(result)
    } catch (problem) {
      if (!controller.signal.aborted) setDesigning((before) => ({ ...before, running: false, problem }))
    }
  }, [])

  const stop = useCallback(() => {
    running.current?.abort()
    setDesigning((before) => ({ ...before, running: false }))
  }, [])

  return { designing, design, stop }
}

async function ask(request: DesignRequest, signal: AbortSignal, onStep: (step: string) => void): Promise<Design> {
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
  for await (const event of serverSentEvents(response.body)) {
    const design = hear(event, onStep)
    if (design) return design
  }
  throw new ApiProblem(0, 'The designer stopped before it was done', undefined, undefined, true)
}

/** Progress is told and gone; a design ends the stream, so does a problem. */
export function hear(event: ServerSentEvent, onStep: (step: string) => void): Design | undefined {
  const data = JSON.parse(event.data) as Record<string, unknown>
  if (typeof data['definition'] === 'object') return data as unknown as Design
  if (event.event === 'error' || event.event === 'problem') {
    throw ApiProblem.of(Number(data['status'] ?? 500), data)
  }
  const step = data['message'] ?? data['text'] ?? data['step']
  if (typeof step === 'string') onStep(step)
  return undefined
}
