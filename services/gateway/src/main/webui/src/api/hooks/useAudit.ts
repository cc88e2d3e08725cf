import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components, operations } from '../generated/platform.d.ts'

export type AuditRecord = components['schemas']['AuditRecord']
export type Verification = components['schemas']['Verified']
export type AuditFilter = Omit<NonNullable<operations['listAuditRecords']['parameters']['query']>, 'pageSize' | 'pageToken'>

export function useAuditRecords(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      take(api.GET('/api/v1/audit/records', { params: { query: { ...filter, pageSize: 50, pageToken: pageParam || undefined } } })),
    getNextPageParam: (page) => page.nextPageToken || undefined,
  })
}

export function useVerifyLedger() {
  return useMutation({ mutationFn: () => take(api.GET('/api/v1/audit/verify')) })
}

/** Hands what the filter chooses to the browser as a file. */
export function useExportAudit(filter: AuditFilter) {
  return useMutation({
    mutationFn: async (format: 'jsonl' | 'csv') => {
      const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))
      const response = await authorized(`/api/v1/audit/export?${new URLSearchParams([...given, ['format', format]])}`)
      if (!response.ok) throw await problemOf(response)
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await response.blob())
      link.download = `ledger.${format}`
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
}
