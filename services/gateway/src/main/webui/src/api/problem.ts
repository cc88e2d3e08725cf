import type { components } from './generated/platform.d.ts'

type Problem = components['schemas']['Problem']

/** A refusal of the platform (RFC 9457), or a failure to reach it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly type?: string,
    readonly retryable = false,
    readonly traceId?: string,
    readonly field?: string,
  ) {
    super(detail ?? title)
  }

  static of(status: number, body: unknown): ApiProblem {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Problem
    return new ApiProblem(
      status,
      problem.title ?? titles[status] ?? `The platform answered ${status}`,
      problem.detail,
      problem.type,
      problem.retryable ?? status >= 500,
      problem.traceId,
      problem.field,
    )
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, 'The platform cannot be reached', undefined, undefined, true)
  }
}

const titles: Record<number, string> = {
  401: 'You are not signed in any more',
  403: 'You may not do this',
  404: 'There is no such thing',
  409: 'Somebody else was faster',
  412: 'Somebody else has changed this meanwhile',
}

/** What somebody can do about it. */
export function advice(problem: ApiProblem): string {
  switch (problem.status) {
    case 0:
      return 'Check that it is running (tandem status), then try again.'
    case 401:
      return 'Sign in again.'
    case 403:
      return 'Ask somebody with the right role, or sign in as another person.'
    case 404:
      return 'It may not exist, may not be yours to see, or this part of the platform may not be running.'
    case 409:
    case 412:
      return 'Reload to see how it is now, then try again.'
    default:
      return problem.retryable ? 'Try again in a moment.' : 'Correct what is said above and try again.'
  }
}

/** Whether a submission was refused because there are agents much like it, and needs a reason. */
export function isNearDuplicate(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.type?.endsWith('/near-duplicate') === true
}
