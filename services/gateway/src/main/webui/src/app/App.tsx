import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { User, UserManager } from 'oidc-client-ts'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { BrowserRouter } from 'react-router'
import { MeContext } from '../api/me.tsx'
import { ApiProblem } from '../api/problem.ts'
import { loadConfig, meOf, openSession, signIn } from '../api/session.ts'
import { AppRoutes } from './AppRoutes.tsx'
import { FullPage, FullPageProblem } from './FullPage.tsx'
import { Shell } from './Shell.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, failure) => count < 2 && failure instanceof ApiProblem && failure.retryable && failure.status !== 0,
      staleTime: 2000,
    },
  },
})

/** Finds out where to sign in, then hands over to whoever signs in. */
export function App() {
  const [manager, setManager] = useState<UserManager>()
  const [failure, setFailure] = useState<Error>()
  useEffect(() => {
    loadConfig()
      .then((config) => setManager(openSession(config)))
      .catch((cause: unknown) => setFailure(cause instanceof Error ? cause : new Error(String(cause))))
  }, [])
  if (failure) {
    return (
      <FullPageProblem title="The platform cannot be reached" detail={failure.message}>
        Check that it is running (tandem status), then reload this page.
      </FullPageProblem>
    )
  }
  if (!manager) return <FullPage text="Starting" />
  return (
    <AuthProvider userManager={manager} onSigninCallback={comeBack} skipSigninCallback={!isSignInAnswer()}>
      <SignedIn />
    </AuthProvider>
  )
}

/** People come back to other pages from other providers, with a code that is not ours to redeem here. */
function isSignInAnswer(): boolean {
  return window.location.pathname === '/'
}

/** Back to the page that somebody wanted before they had to sign in. */
function comeBack(user: User | undefined): void {
  const state = user?.state as { returnTo?: string } | undefined
  const target = state?.returnTo?.startsWith('/') && !state.returnTo.startsWith('//') ? state.returnTo : '/'
  window.history.replaceState({}, document.title, target)
}

function SignedIn() {
  const auth = useAuth()
  const token = auth.user?.access_token
  const me = useMemo(() => (token ? meOf(token) : undefined), [token])
  const away = !auth.isLoading && !auth.isAuthenticated && !auth.error && !auth.activeNavigator
  const [failure, setFailure] = useState<Error>()
  useEffect(() => {
    if (away) signIn().catch((cause: unknown) => setFailure(cause instanceof Error ? cause : new Error(String(cause))))
  }, [away])
  const problem = auth.error ?? failure
  if (problem && !auth.isAuthenticated) {
    return (
      <FullPageProblem title="Signing in failed" detail={problem.message}>
        Try again; if it goes on, check that the identity provider is running (tandem status).
      </FullPageProblem>
    )
  }
  if (!me) return <FullPage text="Going to the sign-in page" />
  return (
    <MeContext value={me}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Shell onSignOut={() => void auth.signoutRedirect()}>
            <AppRoutes />
          </Shell>
        </BrowserRouter>
      </QueryClientProvider>
    </MeContext>
  )
}
