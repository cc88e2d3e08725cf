import { createContext, use } from 'react'
import type { Me } from './session.ts'

export const MeContext = createContext<Me>({ name: '', roles: [], teams: [] })

export function useMe(): Me {
  return use(MeContext)
}

export function hasRole(me: Me, ...roles: string[]): boolean {
  return me.roles.includes('admin') || roles.some((role) => me.roles.includes(role))
}
