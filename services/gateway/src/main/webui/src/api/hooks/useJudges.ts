import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, authorized, problemOf, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

type Schemas = components['schemas']
export type Judge = Schemas['Judge']
export type JudgeLabel = Schemas['JudgeLabel']
export type NewJudgeLabel = Schemas['NewJudgeLabel']
export type CheckResult = Schemas['CheckResult']

export interface JudgeName {
  team: string
  name: string
}

/** Those of one's teams. */
export function useJudges(enabled = true) {
  return useQuery({ queryKey: ['judges'], queryFn: () => take(api.GET('/api/v1/judges')), enabled })
}

/** One; read again while it is being calibrated. */
export function useJudge(path: JudgeName) {
  return useQuery({
    queryKey: ['judges', path.team, path.name],
    queryFn: () => take(api.GET('/api/v1/judges/{team}/{name}', { params: { path } })),
    refetchInterval: (query) => (!query.state.error && isCalibrating(query.state.data) ? 1000 : false),
  })
}

export function isCalibrating(judge: Judge | undefined): boolean {
  return judge?.onTiers.some(({ calibration }) => calibration && !calibration.finishedAt) ?? false
}

export function useSaveJudge() {
  return useChange(({ team, name, rubric }: JudgeName & { rubric: string }) =>
    take(api.PUT('/api/v1/judges/{team}/{name}', { params: { path: { team, name } }, body: { rubric } })),
  )
}

export function useCalibrate(path: JudgeName) {
  return useChange(() => take(api.POST('/api/v1/judges/{team}/{name}/calibrations', { params: { path }, body: {} })))
}

/** Newest first. */
export function useLabels(path: JudgeName) {
  return useQuery({
    queryKey: ['judges', path.team, path.name, 'labels'],
    queryFn: () => take(api.GET('/api/v1/judges/{team}/{name}/labels', { params: { path } })),
  })
}

export function useLabelAnswer() {
  return useChange(({ team, name, label }: JudgeName & { label: NewJudgeLabel }) =>
    take(api.POST('/api/v1/judges/{team}/{name}/labels', { params: { path: { team, name } }, body: { items: [label] } })),
  )
}

/** The labelled answers of a file, all or none. */
export function useImportLabels({ team, name }: JudgeName) {
  return useChange(async (text: string) => {
    const response = await authorized(`/api/v1/judges/${team}/${name}/labels`, {
      method: 'POST',
      headers: { 'Content-Type': text.trimStart().startsWith('{') ? 'application/json' : 'text/csv' },
      body: text,
    })
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as Schemas['JudgeLabelsAdded']
  })
}

export function useLabelByOutcomes(path: JudgeName) {
  return useChange((agent: string) =>
    take(api.POST('/api/v1/judges/{team}/{name}/labels/from-outcomes', { params: { path }, body: { agent } })),
  )
}

export function useRemoveLabel({ team, name }: JudgeName) {
  return useChange((id: string) =>
    take(api.DELETE('/api/v1/judges/{team}/{name}/labels/{id}', { params: { path: { team, name, id } } })),
  )
}

function useChange<T, R>(change: (input: T) => Promise<R>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: ['judges'] }) })
}
