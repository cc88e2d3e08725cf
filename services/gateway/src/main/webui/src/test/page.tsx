import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { vi } from 'vitest'
import { MeContext } from '../api/me.tsx'
import type { Me } from '../api/session.ts'

export const builder: Me = { name: 'builder', roles: ['builder'], teams: ['sales'] }

export interface Call {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

type Answer = unknown | ((call: Call) => unknown)

/** The platform as answers by `METHOD /path`; what is not given is not found. Returns what was asked. */
export function platform(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const text = await request.text()
    const call = {
      method: request.method,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body: text ? (JSON.parse(text) as unknown) : undefined,
    }
    calls.push(call)
    const answer = answers[`${request.method} ${pathname}`]
    const value = typeof answer === 'function' ? (answer as (call: Call) => unknown)(call) : answer
    if (value instanceof Response) return value
    if (value === undefined) return problem(404, 'There is no such thing')
    return Response.json(value)
  })
  return calls
}

export function problem(status: number, title: string, more: object = {}): Response {
  return new Response(JSON.stringify({ title, status, ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

/** A body of server-sent events, each a JSON value. */
export function events(...values: unknown[]): Response {
  return new Response(values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''), {
    headers: { 'Content-Type': 'text/event-stream' },
  })
}

/** Draws a page at an address. */
export function open(path: string, address: string, page: ReactNode, me: Me = builder) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <MeContext value={me}>
      <QueryClientProvider client={queries}>
        <MemoryRouter initialEntries={[address]}>
          <Routes>
            <Route path={path} element={page} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </MeContext>,
  )
}
