import { PageSection, SearchInput, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAllApprovals, useInbox, type Approval, type View } from '../../api/hooks/useApprovals.ts'
import { useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { ApprovalCard } from './ApprovalCard.tsx'
import { Together } from './Together.tsx'
import { toolOf } from './tell.ts'

const VIEWS: { view: View; title: string; none: string }[] = [
  { view: 'assigned', title: 'Assigned to me', none: 'You take care of nothing' },
  { view: 'team', title: 'Team', none: 'Nothing waits for an approval' },
  { view: 'unassigned', title: 'Unassigned', none: 'Somebody takes care of all that waits' },
  { view: 'submitted', title: 'Submitted by me', none: 'Nothing that you asked for waits' },
]

const SHOWN = 'approvals-shown'

/** `/approvals?view=&q=`: calls of tools that wait for somebody's word. */
export default function ApprovalsPage() {
  const me = useMe()
  const [query, setQuery] = useSearchParams()
  const usual: View = me.roles.includes('approver') ? 'team' : 'submitted'
  const asked = query.get('view')
  const all = asked === 'all'
  const view = VIEWS.find((known) => known.view === asked)?.view ?? usual
  const q = query.get('q') ?? ''
  const inbox = useInbox(view, { q: q || undefined })
  const past = useAllApprovals({ q: q || undefined }, all)
  const shown = all ? past : inbox
  const items = shown.data?.items ?? []
  const counts = inbox.data?.counts
  const show = (next: Record<string, string>) =>
    setQuery(Object.fromEntries(Object.entries({ view: asked ?? '', q, ...next }).filter(([, value]) => value)), { replace: true })
  return (
    <>
      <PageHead title="Approvals">
        What agents want to do that needs somebody’s word first. Nobody approves what they asked for themselves.
      </PageHead>
      <PageSection isFilled aria-label="Approvals">
        <Tabs
          aria-label="Which approvals"
          component="nav"
          activeKey={all ? 'all' : view}
          onSelect={(event, key) => {
            event.preventDefault()
            show({ view: String(key) })
          }}
        >
          {[...VIEWS, { view: 'all' as const, title: 'All' }].map(({ view: key, title }) => (
            <Tab
              key={key}
              eventKey={key}
              href={`?view=${key}`}
              tabContentId={SHOWN}
              title={<TabTitleText>{counts && key !== 'all' ? `${title} (${counts[key]})` : title}</TabTitleText>}
            />
          ))}
        </Tabs>
        <div id={SHOWN} role="tabpanel" aria-label="Those approvals" className="tandem-lines tandem-nested">
          <SearchInput
            aria-label="Search approvals"
            placeholder="Tool, agent, person, argument"
            value={q}
            onChange={(_event, value) => show({ q: value })}
            onClear={() => show({ q: '' })}
          />
          {shown.isPending && <Loading what="approvals" />}
          {shown.isError && !shown.data && (
            <Problem what="The approvals cannot be shown" problem={shown.error} onRetry={() => void shown.refetch()} />
          )}
          {shown.isSuccess && items.length === 0 && (
            <EmptyPage
              title={q ? 'Nothing here is like that' : all ? 'No approvals yet' : (VIEWS.find((known) => known.view === view)?.none ?? '')}
              action={
                <LinkButton variant="secondary" to="/agents">
                  See all agents
                </LinkButton>
              }
            >
              When an agent wants to use a tool that changes something, it appears here and in its chat.
            </EmptyPage>
          )}
          <Cards key={all ? 'all' : view} items={items} canChoose={!all && view !== 'submitted'} />
        </div>
      </PageSection>
    </>
  )
}

/** The calls, and a decision on several of one tool. */
function Cards({ items, canChoose }: { items: Approval[]; canChoose: boolean }) {
  const [ids, setIds] = useState<string[]>([])
  const chosen = items.filter(({ id }) => ids.includes(id))
  const tool = chosen[0] && toolOf(chosen[0])
  return (
    <>
      {canChoose && <Together chosen={chosen} onDone={() => setIds([])} />}
      {items.map((approval) => (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          chosen={ids.includes(approval.id)}
          onChoose={
            canChoose && (tool === undefined || tool === toolOf(approval))
              ? (choose) => setIds((before) => (choose ? [...before, approval.id] : before.filter((id) => id !== approval.id)))
              : undefined
          }
        />
      ))}
    </>
  )
}
