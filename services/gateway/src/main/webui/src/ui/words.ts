/** `person:builder` as people say it; a service or an agent keeps what it is. */
export function nameOf(who: string | undefined): string {
  if (!who) return ''
  if (who.startsWith('person:')) return who.slice('person:'.length)
  if (who.startsWith('service:tandem-')) return 'the platform'
  return who.replace(':', ' ')
}

/** `clerk@3`; a draft that is tried has a digest for a version, which says nothing to people. */
export function versionText(agent: string | undefined, version: string | undefined): string {
  if (!version) return agent ?? ''
  return /^[0-9a-f]{16,}$/.test(version) ? `${agent} (a draft)` : `${agent}@${version}`
}

/** A name of the platform, such as `TASK_STATE_INPUT_REQUIRED` or `tool-call`, in words. */
export function words(value: string | undefined): string {
  return (value ?? '').replace('TASK_STATE_', '').toLowerCase().replace(/[_.-]/g, ' ')
}

const COUNT = new Intl.NumberFormat('en-GB')
const SUM = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 })

/** A count, or an amount with its hundredths. */
export function countText(count: number): string {
  return (Number.isInteger(count) ? COUNT : SUM).format(count)
}

/** ISO 8601 durations such as `PT15M` in minutes; undefined for what is none. */
export function minutesOf(duration: string | undefined): number | undefined {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration ?? '')
  if (!found || duration === 'P' || duration === undefined) return undefined
  const [, days, hours, minutes, seconds] = found.map((part) => Number(part ?? 0))
  return (days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60
}

export function durationOf(minutes: number | undefined): string | undefined {
  if (!minutes || minutes <= 0) return undefined
  return Number.isInteger(minutes) ? `PT${minutes}M` : `PT${Math.round(minutes * 60)}S`
}

export function durationText(duration: string | undefined): string {
  const minutes = minutesOf(duration)
  if (minutes === undefined) return duration ?? ''
  if (minutes < 1) return `${Math.round(minutes * 60)} seconds`
  if (minutes >= 120 && minutes % 60 === 0) return `${minutes / 60} hours`
  const text = Number.isInteger(minutes) ? String(minutes) : minutes.toFixed(1)
  return `${text} ${minutes === 1 ? 'minute' : 'minutes'}`
}
