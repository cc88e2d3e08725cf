import { Button, PageSection, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePolicies, usePolicyRevision, usePolicyRules } from '../../api/hooks/usePolicies.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { BuiltIn } from './BuiltIn.tsx'
import { PolicyEditor } from './PolicyEditor.tsx'
import { RevisionCard } from './RevisionCard.tsx'

/** `/policies?team=NAME&open=NUMBER`: what decides who may call what, and how it came about. */
export default function PoliciesPage() {
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const team = query.get('team') ?? me.teams[0] ?? ''
  const open = Number(query.get('open')) || undefined
  const [editing, setEditing] = useState(false)
  const policies = usePolicies(team)
  const items = policies.data?.items ?? []
  const newest = usePolicyRevision(team, editing ? (items.find((one) => one.state === 'ENFORCED') ?? items[0])?.number : undefined)
  const parts = usePolicyRules(team, editing ? newest.data : undefined)
  const mayPropose = hasRole(me, 'builder') || hasRole(me, 'admin')
  return (
    <>
      <PageHead
        title="Policies"
        actions={mayPropose && !editing && <Button onClick={() => setEditing(true)}>Propose policies</Button>}
      >
        Each call of an agent or a tool, and each move of a version, is decided by what is built in and what the team adds.
      </PageHead>
      <PageSection isFilled aria-label="Policies">
        {me.teams.length > 1 && (
          <ToggleGroup aria-label="Which team">
            {me.teams.map((name) => (
              <ToggleGroupItem key={name} text={name} isSelected={name === team} onChange={() => setQuery({ team: name })} />
            ))}
          </ToggleGroup>
        )}
        {policies.isPending && <Loading what="policies" />}
        {policies.isError && (
          <Problem what="The policies cannot be shown" problem={policies.error} onRetry={() => void policies.refetch()} />
        )}
        <div className="tandem-lines">
          {editing && (newest.isLoading || parts.isLoading) && <Loading what="what there is" />}
          {editing && newest.isError && <Problem what="What there is cannot be shown" problem={newest.error} />}
          {editing && parts.isError && <Problem what="What there is cannot be shown" problem={parts.error} />}
          {editing && !newest.isLoading && !parts.isLoading && !newest.isError && !parts.isError && (
            <PolicyEditor
              key={newest.data?.number ?? 0}
              team={team}
              from={newest.data}
              parts={parts.data ?? { rules: [], rest: '', cases: [] }}
              onClose={() => setEditing(false)}
              onProposed={(number) => {
                setEditing(false)
                setQuery({ team, open: String(number) })
              }}
            />
          )}
          {policies.isSuccess && items.length === 0 && !editing && (
            <EmptyPage title={`${team} has no policies of its own`}>
              What is built in decides. {mayPropose ? 'Propose what your team needs beside it.' : 'Builders of the team propose more.'}
            </EmptyPage>
          )}
          {items.map((revision) => (
            <RevisionCard
              key={revision.number}
              revision={revision}
              isOpen={open === revision.number}
              onToggle={(expanded) => setQuery(expanded ? { team, open: String(revision.number) } : { team }, { replace: true })}
            />
          ))}
          <BuiltIn />
        </div>
      </PageSection>
    </>
  )
}
