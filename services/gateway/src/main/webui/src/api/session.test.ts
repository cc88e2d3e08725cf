import { describe, expect, it } from 'vitest'
import { meOf } from './session.ts'

function token(claims: object): string {
  const text = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(claims)))
  return `x.${btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}.y`
}

describe('meOf', () => {
  it('reads name, roles and teams', () => {
    const me = meOf(token({ preferred_username: 'bübchen', realm_access: { roles: ['builder'] }, teams: ['sales'] }))
    expect(me).toEqual({ name: 'bübchen', roles: ['builder'], teams: ['sales'] })
  })

  it('gives nobody a role that the token does not name', () => {
    expect(meOf(token({ preferred_username: 'a' }))).toEqual({ name: 'a', roles: [], teams: [] })
  })
})
