import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type InventoryLine = Schemas['InventoryLine']
export type StewardChange = Schemas['StewardChange']
export type BoardCard = Schemas['BoardCard']

/** Every agent that one may see, with who answers for it and how it is used. */
export function useInventory() {
  return useQuery({ queryKey: ['inventory'], queryFn: () => take(api.GET('/api/v1/inventory')) })
}

export async function inventoryCsv(): Promise<Blob> {
  const response = await authorized('/api/v1/inventory/csv', { headers: { Accept: 'text/csv' } })
  if (!response.ok) throw await problemOf(response)
  return response.blob()
}

export function useChangeStewards(name: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: StewardChange) => take(api.PUT('/api/v1/inventory/{name}', { params: { path: { name } }, body: change })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['inventory'] }),
        queries.invalidateQueries({ queryKey: ['board'] }),
        queries.invalidateQueries({ queryKey: ['agent'] }),
      ]),
  })
}

/** What needs a hand, each card with one action. */
export function useBoard() {
  return useQuery({ queryKey: ['board'], queryFn: () => take(api.GET('/api/v1/board')) })
}

export function useActOnBoard() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ card, reason }: { card: BoardCard; reason: string }) =>
      take(api.POST('/api/v1/board', { body: { kind: card.kind, agent: card.agent, other: card.other, reason } })),
    onSuccess: (board) => {
      queries.setQueryData(['board'], board)
      return queries.invalidateQueries({ queryKey: ['inventory'] })
    },
  })
}
