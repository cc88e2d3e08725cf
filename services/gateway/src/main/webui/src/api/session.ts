import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import type { components } from './generated/platform.d.ts'

export type ConsoleConfig = components['schemas']['ConsoleConfig']

/** Seconds of life that a token must still have to be sent. */
const SPARE = 30

let manager: UserManager | undefined

export async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/console-config.json')
  if (!response.ok) throw new Error(`The platform answered ${response.status} when asked where to sign in.`)
  return (await response.json()) as ConsoleConfig
}

/** Authorization code with PKCE; tokens live in this tab only and are refreshed before they expire. */
export function openSession(config: ConsoleConfig): UserManager {
  manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: `${window.location.origin}/`,
    post_logout_redirect_uri: `${window.location.origin}/`,
    scope: 'openid profile',
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: true,
    accessTokenExpiringNotificationTimeInSeconds: 120,
    monitorSession: false,
  })
  return manager
}

let renewing: Promise<string | undefined> | undefined

/** A token that is good for the next moments; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  const user = await manager?.getUser()
  if (!user) return undefined
  if ((user.expires_in ?? 0) > SPARE) return user.access_token
  renewing ??= renew().finally(() => (renewing = undefined))
  return renewing
}

async function renew(): Promise<string | undefined> {
  try {
    return (await manager?.signinSilent())?.access_token
  } catch {
    // The session at the provider is over: whoever sits here signs in again and comes back to this page.
    await signIn()
    return undefined
  }
}

export function signIn(): Promise<void> {
  const here = window.location.pathname + window.location.search
  return manager?.signinRedirect({ state: { returnTo: here } }) ?? Promise.resolve()
}

export interface Me {
  name: string
  roles: string[]
  teams: string[]
}

interface Claims {
  preferred_username?: string
  realm_access?: { roles?: string[] }
  teams?: string[]
}

/** Who an access token is for. The platform checks every call itself; this only decides what is worth showing. */
export function meOf(token: string): Me {
  const payload = token.split('.')[1] ?? ''
  const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Claims
  return {
    name: claims.preferred_username ?? '',
    roles: claims.realm_access?.roles ?? [],
    teams: claims.teams ?? [],
  }
}
