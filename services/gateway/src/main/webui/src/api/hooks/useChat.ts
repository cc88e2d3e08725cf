import { useCallback, useEffect, useReducer, useRef } from 'react'
import { call, isTerminal, planOf, stream, textOf, type A2aTask, type A2aTaskList, type Message, type Plan, type StreamResponse, type TaskState } from '../a2a.ts'

/** One question and what came of it. */
export interface Turn {
  id: string
  question: string
  taskId?: string
  state?: TaskState
  /** What the agent produced, by artifact, in order. */
  pieces: { id: string; text: string }[]
  /** What the agent said beside, such as a question or why it refused. */
  status?: string
  /** Waits for a yes to this plan. */
  plan?: Plan
  problem?: unknown
  live: boolean
}

export interface Conversation {
  contextId?: string
  turns: Turn[]
  loading: boolean
  problem?: unknown
}

export type ChatAction =
  | { do: 'load'; contextId: string }
  | { do: 'loaded'; contextId: string; tasks: A2aTask[] }
  | { do: 'unloaded'; problem: unknown }
  | { do: 'ask'; id: string; question: string }
  | { do: 'hear'; id: string; event: StreamResponse }
  | { do: 'end'; id: string; problem?: unknown }
  | { do: 'fresh' }

const NOTHING: Conversation = { turns: [], loading: false }

export function chatReducer(chat: Conversation, action: ChatAction): Conversation {
  switch (action.do) {
    case 'load':
      return { contextId: action.contextId, turns: [], loading: true }
    case 'loaded':
      return { contextId: action.contextId, turns: action.tasks.map(turnOf), loading: false }
    case 'unloaded':
      return { ...chat, loading: false, problem: action.problem }
    case 'ask':
      return {
        ...chat,
        problem: undefined,
        turns: [...chat.turns, { id: action.id, question: action.question, pieces: [], live: true }],
      }
    case 'hear': {
      const context = action.event.task?.contextId ?? action.event.statusUpdate?.contextId ?? action.event.message?.contextId
      return {
        ...chat,
        contextId: context || chat.contextId,
        turns: chat.turns.map((turn) => (turn.id === action.id ? heard(turn, action.event) : turn)),
      }
    }
    case 'end':
      return {
        ...chat,
        turns: chat.turns.map((turn) =>
          turn.id === action.id ? { ...turn, live: false, problem: action.problem ?? turn.problem } : turn,
        ),
      }
    case 'fresh':
      return NOTHING
  }
}

function heard(turn: Turn, event: StreamResponse): Turn {
  if (event.task) return { ...turnOf(event.task), id: turn.id, question: turn.question, live: turn.live }
  if (event.message) return { ...turn, status: textOf(event.message.parts) }
  if (event.statusUpdate) {
    const { status, taskId } = event.statusUpdate
    return { ...turn, taskId, state: status.state, status: textOf(status.message?.parts) || turn.status, plan: planOf(status) }
  }
  if (event.artifactUpdate) {
    const { artifact, append, taskId } = event.artifactUpdate
    const text = textOf(artifact.parts)
    const known = turn.pieces.some((piece) => piece.id === artifact.artifactId)
    const pieces = known
      ? turn.pieces.map((piece) =>
          piece.id === artifact.artifactId ? { ...piece, text: append ? piece.text + text : text } : piece,
        )
      : [...turn.pieces, { id: artifact.artifactId, text }]
    return { ...turn, taskId, pieces }
  }
  return turn
}

function turnOf(task: A2aTask): Turn {
  const asked = task.history?.find((message) => message.role === 'ROLE_USER')
  return {
    id: task.id,
    question: textOf(asked?.parts),
    taskId: task.id,
    state: task.status.state,
    pieces: (task.artifacts ?? []).map((artifact) => ({ id: artifact.artifactId, text: textOf(artifact.parts) })),
    status: textOf(task.status.message?.parts) || undefined,
    plan: planOf(task.status),
    live: !isTerminal(task.status.state) && !isInterrupted(task.status.state),
  }
}

function isInterrupted(state: TaskState | undefined): boolean {
  return state === 'TASK_STATE_INPUT_REQUIRED'
}

const PAUSES = [500, 1000, 2000, 4000]

/** A conversation with one agent, over A2A streams. */
export function useChat(agent: string, contextId: string | undefined) {
  const [chat, dispatch] = useReducer(chatReducer, NOTHING)
  const running = useRef(new Map<string, AbortController>())
  const current = useRef(chat)
  useEffect(() => {
    current.current = chat
  }, [chat])

  const follow = useCallback(
    async (id: string, taskId: string | undefined, message?: Message) => {
      const controller = new AbortController()
      running.current.set(id, controller)
      let known = taskId
      let state: TaskState | undefined
      let failure: unknown
      for (let attempt = 0; attempt <= PAUSES.length; attempt++) {
        failure = undefined
        try {
          const events =
            known === undefined
              ? stream(agent, 'SendStreamingMessage', { message }, controller.signal)
              : stream(agent, 'SubscribeToTask', { id: known }, controller.signal)
          for await (const event of events) {
            known = event.task?.id ?? event.statusUpdate?.taskId ?? event.artifactUpdate?.taskId ?? known
            state = event.task?.status.state ?? event.statusUpdate?.status.state ?? state
            dispatch({ do: 'hear', id, event })
            attempt = 0
          }
        } catch (cause) {
          failure = cause
        }
        if (controller.signal.aborted) return
        if (isTerminal(state) || isInterrupted(state)) failure = undefined
        if (isTerminal(state) || isInterrupted(state) || known === undefined) break
        // The line broke while the task goes on: ask how it is, then listen again.
        await new Promise((resolve) => setTimeout(resolve, PAUSES[attempt]))
        try {
          const task = await call<A2aTask>(agent, 'GetTask', { id: known, historyLength: 50 })
          state = task.status.state
          dispatch({ do: 'hear', id, event: { task } })
          if (isTerminal(state)) failure = undefined
          if (isTerminal(state)) break
        } catch (cause) {
          failure = cause
        }
      }
      running.current.delete(id)
      dispatch({ do: 'end', id, problem: failure })
    },
    [agent],
  )

  const silence = useCallback(() => {
    running.current.forEach((controller) => controller.abort())
    running.current.clear()
  }, [])

  useEffect(() => {
    if (current.current.contextId === contextId && current.current.turns.length > 0) return
    silence()
    if (!contextId) {
      dispatch({ do: 'fresh' })
      return
    }
    let gone = false
    dispatch({ do: 'load', contextId })
    call<A2aTaskList>(agent, 'ListTasks', { contextId, includeArtifacts: true, historyLength: 50, pageSize: 50 })
      .then((list) => {
        if (gone) return
        const tasks = (list.tasks ?? []).toReversed()
        dispatch({ do: 'loaded', contextId, tasks })
        tasks
          .filter((task) => turnOf(task).live)
          .forEach((task) => void follow(task.id, task.id))
      })
      .catch((problem: unknown) => !gone && dispatch({ do: 'unloaded', problem }))
    return () => {
      gone = true
    }
  }, [agent, contextId, follow, silence])

  useEffect(() => silence, [silence])

  const ask = useCallback(
    (question: string, metadata?: Message['metadata']) => {
      const id = crypto.randomUUID()
      const last = current.current.turns.at(-1)
      dispatch({ do: 'ask', id, question })
      void follow(id, undefined, {
        messageId: crypto.randomUUID(),
        contextId: current.current.contextId,
        taskId: isInterrupted(last?.state) ? last?.taskId : undefined,
        role: 'ROLE_USER',
        parts: [{ text: question }],
        metadata,
      })
    },
    [follow],
  )

  const stop = useCallback(
    async (turn: Turn) => {
      try {
        if (turn.taskId) {
          const task = await call<A2aTask>(agent, 'CancelTask', { id: turn.taskId })
          dispatch({ do: 'hear', id: turn.id, event: { statusUpdate: { taskId: task.id, contextId: task.contextId ?? '', status: task.status } } })
        } else {
          running.current.get(turn.id)?.abort()
          dispatch({ do: 'end', id: turn.id })
        }
      } catch (problem) {
        dispatch({ do: 'end', id: turn.id, problem })
      }
    },
    [agent],
  )

  return { chat, ask, stop }
}
