import type { HaltAim } from '../../api/hooks/useHalts.ts'

/** What a halt stops, such as `agent clerk`. */
export function aimText({ scope, target }: HaltAim): string {
  return scope === 'all' ? 'everything' : `${scope} ${target}`
}
