import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type RequestReplay = Schemas['RequestReplay']
export type RequestReplayLine = Schemas['RequestReplayLine']

/** Newest first. */
export function useReplays(agent: string) {
  return useQuery({
    queryKey: ['replays', 'of', agent],
    queryFn: () => take(api.GET('/api/v1/replays', { params: { query: { agent } } })),
  })
}

/** One, request by request; read again while it runs. */
export function useReplay(id: string) {
  return useQuery({
    queryKey: ['replays', id],
    queryFn: () => take(api.GET('/api/v1/replays/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (!query.state.error && isOpen(query.state.data) ? 1000 : false),
  })
}

export function isOpen(replay: RequestReplay | undefined): boolean {
  return replay?.state === 'WAITING' || replay?.state === 'RUNNING'
}

export function useReplayRequests() {
  return useChange((body: Schemas['NewRequestReplay']) => take(api.POST('/api/v1/replays', { body })))
}

export function useCancelReplay(id: string) {
  return useChange(() => take(api.POST('/api/v1/replays/{id}/cancel', { params: { path: { id } } })))
}

function useChange<T, R>(change: (input: T) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: ['replays'] }) })
}
