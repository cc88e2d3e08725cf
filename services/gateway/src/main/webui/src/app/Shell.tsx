import { Nav, NavItem, NavList, Page, PageSidebar, PageSidebarBody, SkipToContent } from '@patternfly/react-core'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useInbox } from '../api/hooks/useApprovals.ts'
import { ConsoleMasthead } from './ConsoleMasthead.tsx'

const MAIN = 'main-content'

const PLACES = [
  { to: '/', name: 'Home' },
  { to: '/agents', name: 'Agents' },
  { to: '/approvals', name: 'Approvals' },
  { to: '/connectors', name: 'Connectors' },
  { to: '/connections', name: 'My connections' },
  { to: '/policies', name: 'Policies' },
  { to: '/judges', name: 'Judges' },
  { to: '/halts', name: 'Kill switch' },
  { to: '/inventory', name: 'Inventory' },
  { to: '/board', name: 'Board' },
  { to: '/worth', name: 'Worth' },
  { to: '/audit', name: 'Audit' },
]

export function Shell({ children, onSignOut }: { children: ReactNode; onSignOut: () => void }) {
  const { pathname } = useLocation()
  useFocusOnNavigation(pathname)
  return (
    <Page
      mainContainerId={MAIN}
      isManagedSidebar
      isContentFilled
      mainAriaLabel="Content"
      skipToContent={<SkipToContent href={`#${MAIN}`}>Skip to content</SkipToContent>}
      masthead={<ConsoleMasthead onSignOut={onSignOut} />}
      sidebar={
        <PageSidebar>
          <PageSidebarBody>
            <Nav aria-label="Places">
              <NavList>
                {PLACES.map(({ to, name }) => (
                  <NavItem key={to} itemId={to} isActive={isAt(to, pathname)}>
                    <Link to={to}>
                      {name}
                      {to === '/approvals' && <WaitingCount />}
                    </Link>
                  </NavItem>
                ))}
              </NavList>
            </Nav>
          </PageSidebarBody>
        </PageSidebar>
      }
    >
      {children}
    </Page>
  )
}

function isAt(to: string, pathname: string): boolean {
  if (to === '/') return pathname === '/'
  const at = /^\/(chat|evaluations|replays)\//.test(pathname) ? '/agents' : pathname
  return at === to || at.startsWith(`${to}/`)
}

function WaitingCount() {
  const counts = useInbox('team', { pageSize: 1 }).data?.counts
  if (!counts?.team) return null
  return <span className="tandem-count">{counts.overdue > 0 ? ` (${counts.team}, ${counts.overdue} overdue)` : ` (${counts.team})`}</span>
}

/** A new page is read out and tabbed from its beginning. */
function useFocusOnNavigation(pathname: string): void {
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    document.getElementById(MAIN)?.focus({ preventScroll: true })
    document.getElementById(MAIN)?.scrollTo({ top: 0 })
  }, [pathname])
}
