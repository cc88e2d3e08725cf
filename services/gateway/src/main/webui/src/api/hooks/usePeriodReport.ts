import { useMutation, useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import { download, queryOf } from '../download.ts'
import type { components } from '../generated/platform.d.ts'

export type PeriodReport = components['schemas']['PeriodReport']

/** From this time on, before that time, of one team or all. */
export interface Period {
  from: string
  to: string
  team?: string
}

/** Each one is on record: it is made when it is asked for, and not again by itself. */
export function usePeriodReport(period: Period) {
  return useQuery({
    queryKey: ['report', period],
    queryFn: () => take(api.GET('/api/v1/audit/report', { params: { query: period } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Hands the report to the browser as a file. */
export function useSaveReport(period: Period) {
  return useMutation({
    mutationFn: (format: 'csv' | 'pdf') => download(`/api/v1/audit/report.${format}?${queryOf(period)}`, `report.${format}`),
  })
}
