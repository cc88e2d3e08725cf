import createClient from 'openapi-fetch'
import type { paths } from './generated/platform.d.ts'
import { ApiProblem } from './problem.ts'
import { accessToken, signIn } from './session.ts'

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: (request) => authorized(request) })

/** Any request, with this person's token. */
export async function authorized(input: RequestInfo, init: RequestInit = {}): Promise<Response> {
  const request = new Request(typeof input === 'string' ? new URL(input, window.location.origin) : input, init)
  const token = await accessToken()
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  let response: Response
  try {
    response = await fetch(request)
  } catch (failure) {
    if (request.signal.aborted) throw failure
    throw ApiProblem.unreachable()
  }
  if (response.status === 401) await signIn()
  return response
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of an answer, or its problem thrown. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw ApiProblem.of(response.status, error)
  return data as T
}

/** A refused answer of a plain request as a problem. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text()
  try {
    return ApiProblem.of(response.status, JSON.parse(text))
  } catch {
    return ApiProblem.of(response.status, undefined)
  }
}
