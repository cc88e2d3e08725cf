import type { components } from '../api/generated/platform.d.ts'

export type Flow = components['schemas']['Flow']
export type Provenance = components['schemas']['Provenance']

export const SECRECY: Record<Flow['secrecy'], string> = {
  PUBLIC: 'Public',
  INTERNAL: 'For the company',
  SECRET: 'Secret',
}

/** What a task has read so far, in words; empty if it was only what a person said. */
export function flowText({ untrusted, personal, secrecy }: Flow): string {
  return [untrusted && 'something untrusted', personal && 'personal data', secrecy === 'SECRET' && 'something secret']
    .filter(Boolean)
    .join(', ')
}
