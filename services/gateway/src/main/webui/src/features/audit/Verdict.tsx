import { Alert, List, ListItem } from '@patternfly/react-core'
import type { Verification } from '../../api/hooks/useAudit.ts'
import { countText } from '../../ui/words.ts'

const WRONG: Record<string, string> = {
  CHANGED: 'was changed',
  PAYLOAD_CHANGED: 'has another content than was recorded',
  PAYLOAD_MISSING: 'has lost its content',
  REMOVED: 'is missing',
  INSERTED: 'was put in',
  REORDERED: 'stands at another place',
  SOURCE_GAP: 'never arrived',
  CHECKPOINT_CHANGED: 'has a checkpoint that is not signed by the ledger',
  CHECKPOINT_MISSING: 'has lost a checkpoint',
  REWRITTEN: 'or one after it is not what was signed',
  ROLLED_BACK: 'was signed and is gone',
  APPROVAL_MISMATCH: 'names an approval that is not for it',
  POLICY_UNKNOWN: 'names policies that are not on record',
}

/** What came of verifying the ledger, in words; the first bad record first. */
export function Verdict({ verdict }: { verdict: Verification }) {
  const { ok, records, problems = [], problemCount = problems.length, pendingGaps = 0, head, millis, sealing, notes = [], noteCount = notes.length } = verdict
  return (
    <Alert
      isInline
      component="h2"
      variant={ok ? 'success' : 'danger'}
      title={
        ok
          ? `All ${countText(records)} records are intact`
          : `The ledger was altered: ${problemCount === 1 ? 'one problem' : `${countText(problemCount)} problems`} in ${countText(records)} records`
      }
    >
      {problems.length > 0 && (
        <List aria-label="What is wrong">
          {problems.slice(0, 20).map(({ kind, team, number, detail }, at) => (
            <ListItem key={at}>
              {number ? `Record ${countText(number)}` : 'A record'} of team {team} {WRONG[kind ?? ''] ?? kind}: {detail}
            </ListItem>
          ))}
        </List>
      )}
      {problemCount > Math.min(problems.length, 20) && <p>The others are not listed here.</p>}
      {pendingGaps > 0 && <p>{countText(pendingGaps)} records are still on their way.</p>}
      {millis != null && <p>Every hash was reckoned again in {(millis / 1000).toFixed(1)} s.</p>}
      {sealing && (
        <p>
          {countText(sealing.sealed)} records are under {countText(sealing.checkpoints)} signed checkpoints,{' '}
          {countText(sealing.unsealed)} are not signed yet; {countText(sealing.copies)} copies outside the database were compared.
          {sealing.sealedLate > 0 && ` ${countText(sealing.sealedLate)} were signed more than a minute after they were recorded.`}
        </p>
      )}
      {noteCount > 0 && (
        <List aria-label="Worth knowing">
          {notes.slice(0, 20).map(({ team, number, detail }, at) => (
            <ListItem key={at}>
              Record {countText(number)} of team {team}: {detail}
            </ListItem>
          ))}
        </List>
      )}
      {head && (
        <p className="tandem-wrap">
          Keep this value elsewhere, to compare later: <code>{head}</code>
        </p>
      )}
    </Alert>
  )
}
