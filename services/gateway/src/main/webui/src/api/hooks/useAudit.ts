import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components, operations } from '../generated/platform.d.ts'
import { download, queryOf } from '../download.ts'
import { ApiProblem } from '../problem.ts'
import { serverSentEvents } from '../sse.ts'

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

export interface VerifyProgress {
  checked: number
  records: number
}

/** Verifies the whole ledger; `progress` is how far it is meanwhile. */
export function useVerifyLedger() {
  const [progress, setProgress] = useState<VerifyProgress>()
  const verify = useMutation({
    mutationFn: async (): Promise<Verification> => {
      setProgress(undefined)
      const response = await authorized('/api/v1/audit/verify', { headers: { Accept: 'text/event-stream, application/problem+json' } })
      if (!response.ok || !response.body) throw await problemOf(response)
      for await (const { event, data } of serverSentEvents(response.body)) {
        if (event === 'verified') return JSON.parse(data) as Verification
        setProgress(JSON.parse(data) as VerifyProgress)
      }
      throw new ApiProblem(0, 'The verification broke off', undefined, undefined, true)
    },
  })
  return { ...verify, progress }
}

/** Hands what the filter chooses to the browser as a file. */
export function useExportAudit(filter: AuditFilter) {
  return useMutation({
    mutationFn: (format: 'jsonl' | 'csv') => download(`/api/v1/audit/export?${queryOf({ ...filter, format })}`, `ledger.${format}`),
  })
}
