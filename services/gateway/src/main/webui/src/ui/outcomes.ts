/** What a decision says, in words. */
export const OUTCOMES: Record<string, string> = { ALLOW: 'Allowed', ASK: 'Asked of an approver', DENY: 'Denied' }
