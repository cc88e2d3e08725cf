import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from '../client.ts'
import type { components } from '../generated/platform.d.ts'

export type PolicyRevision = components['schemas']['PolicyView']
export type PolicyReport = components['schemas']['PolicyReport']
export type PolicyDraft = components['schemas']['PolicyDraft']
export type PolicyReplay = components['schemas']['ReplayReport']
export type PolicyState = PolicyRevision['state']
export type Rule = components['schemas']['Rule']
export type Condition = components['schemas']['Condition']
export type Relation = components['schemas']['Relation']
export type Fact = components['schemas']['Fact']
export type RuleVocabulary = components['schemas']['RuleVocabulary']
export type PolicyCase = components['schemas']['PolicyCase']

export function usePolicies(team: string) {
  return useQuery({
    queryKey: ['policies', team],
    queryFn: () => take(api.GET('/api/v1/policies/{team}', { params: { path: { team } } })),
  })
}

export function usePolicyRevision(team: string, number: number | undefined) {
  return useQuery({
    queryKey: ['policies', team, number],
    enabled: number !== undefined,
    queryFn: () =>
      take(api.GET('/api/v1/policies/{team}/revisions/{number}', { params: { path: { team, number: number ?? 0 } } })),
  })
}

export function useBuiltInPolicies() {
  return useQuery({ queryKey: ['policies', 'built-in'], queryFn: () => take(api.GET('/api/v1/policies/built-in')), staleTime: Infinity })
}

export function usePolicySchema(team: string) {
  return useQuery({
    queryKey: ['policies', team, 'schema'],
    queryFn: () => take(api.GET('/api/v1/policies/{team}/schema', { params: { path: { team } } })),
  })
}

export function useCheckPolicies(team: string) {
  return useMutation({
    mutationFn: (body: PolicyDraft) => take(api.POST('/api/v1/policies/{team}/check', { params: { path: { team } }, body })),
  })
}

export function useProposePolicies(team: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PolicyDraft) => take(api.POST('/api/v1/policies/{team}/revisions', { params: { path: { team } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policies', team] }),
  })
}

export function useReplayPolicies(team: string) {
  return useMutation({
    mutationFn: (text: string) => take(api.POST('/api/v1/audit/policy-replays', { body: { team, text, days: 7 } })),
  })
}

export function useMovePolicies(team: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ number, ...body }: { number: number; to: PolicyState; reason: string }) =>
      take(api.POST('/api/v1/policies/{team}/revisions/{number}/moves', { params: { path: { team, number } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policies', team] }),
  })
}

export function useRuleVocabulary(team: string) {
  return useQuery({
    queryKey: ['policies', team, 'vocabulary'],
    queryFn: () => take(api.GET('/api/v1/policies/{team}/rules/vocabulary', { params: { path: { team } } })),
  })
}

/** The rules in a text, and what was written by hand beside them. */
export function usePolicyRules(team: string, revision: PolicyRevision | undefined) {
  return useQuery({
    queryKey: ['policies', team, revision?.number, 'rules'],
    enabled: revision !== undefined,
    queryFn: () =>
      take(
        api.POST('/api/v1/policies/{team}/rules/read', {
          params: { path: { team } },
          body: { text: revision?.text ?? '', cases: revision?.cases ?? [] },
        }),
      ),
  })
}

export function useComposeRules(team: string) {
  return useMutation({
    mutationFn: (body: components['schemas']['RulesBody']) =>
      take(api.POST('/api/v1/policies/{team}/rules/compose', { params: { path: { team } }, body })),
  })
}

export function useDraftRules(team: string) {
  return useMutation({
    mutationFn: (words: string) =>
      take(api.POST('/api/v1/policies/{team}/rules/draft', { params: { path: { team } }, body: { words } })),
  })
}

export function useReadRules(team: string) {
  return useMutation({
    mutationFn: (body: components['schemas']['TextBody']) =>
      take(api.POST('/api/v1/policies/{team}/rules/read', { params: { path: { team } }, body })),
  })
}
