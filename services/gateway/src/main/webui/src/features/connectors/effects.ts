import type { Tool } from '../../api/hooks/useConnectors.ts'

/** What may happen when a tool is called, for people; the classes are connector-hub's. */
export const EFFECTS: Record<string, string> = {
  READ: 'Reads only',
  IDEMPOTENT: 'May be repeated freely',
  KEYED: 'May be repeated with its key',
  QUERYABLE: 'Can be asked whether it happened',
  AT_MOST_ONCE: 'Once at most',
}

/** Only these can do without an approval, for one agent version. */
export const CAN_BE_EXEMPT = ['KEYED', 'IDEMPOTENT']

/** A tool that is new or has changed is not called before an administrator approves it. */
export function waits(tool: Tool): boolean {
  return !/approved/i.test(tool.state)
}
