import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isTerminal } from '../a2a.ts'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Task = Schemas['TaskSummary']
export type Step = Schemas['TaskStep']
export type Money = Schemas['Money']

const LIVE = 1000
/** A task that waits for somebody goes on whenever they say something. */
const WAITS = 5000

export function useTasks(filter: { agent?: string; mine?: boolean; pageSize?: number }) {
  return useQuery({
    queryKey: ['tasks', filter],
    queryFn: () => take(api.GET('/api/v1/tasks', { params: { query: filter } })),
  })
}

export function useTask(id: string) {
  return useQuery({
    queryKey: ['task', id],
    queryFn: () => take(api.GET('/api/v1/tasks/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.error || isTerminal(query.state.data?.summary.state) ? false : LIVE),
  })
}

/** All steps of a task, read again until the last one is its end, which may come after the state is told. */
export function useTaskSteps(id: string | undefined, state: string | undefined) {
  const steps = useQuery({
    queryKey: ['task', id, 'steps'],
    queryFn: () => allSteps(id ?? ''),
    enabled: id !== undefined,
    refetchInterval: (query) => {
      const over = query.state.data?.some((step) => step.kind === 'ended')
      return over || query.state.error ? false : /INPUT_REQUIRED$/.test(state ?? '') ? WAITS : LIVE
    },
  })
  const { refetch } = steps
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    if (id !== undefined) void refetch()
  }, [id, state, refetch])
  return steps
}

async function allSteps(id: string): Promise<Step[]> {
  const steps: Step[] = []
  let pageToken: string | undefined
  do {
    const page = await take(
      api.GET('/api/v1/tasks/{id}/steps', { params: { path: { id }, query: { pageSize: 200, pageToken } } }),
    )
    steps.push(...page.items)
    pageToken = page.nextPageToken || undefined
  } while (pageToken)
  return steps
}
