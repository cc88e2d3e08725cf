import { Alert } from '@patternfly/react-core'
import type { Evidence } from '../../api/hooks/useEvidence.ts'
import { countText } from '../../ui/words.ts'

/** Which signed checkpoints prove the records. */
export function Seal({ evidence }: { evidence: Evidence }) {
  const open = evidence.records.filter((record) => !record.proof).length
  return (
    <Alert
      isInline
      component="h2"
      variant={open === 0 ? 'success' : 'warning'}
      title={
        open === 0
          ? `${countText(evidence.records.length)} records, each with its proof`
          : `${countText(open)} of ${countText(evidence.records.length)} records have no proof`
      }
    >
      {open > 0 && <p>The ledger of their team could not be signed that far. Have an auditor verify the ledger.</p>}
      {evidence.checkpoints.map((note) => {
        const { team, size, root, time, key } = checkpoint(note)
        return (
          <p key={team} className="tandem-wrap">
            Team {team}: the checkpoint of {time} covers {countText(size)} records, root <code>{root}</code>, signed with key <code>{key}</code>.
          </p>
        )
      })}
      <p>
        Save it and check it without Tandem&apos;s help: <code>tandem audit verify --file FILE --public-key public-keys.pem</code>.
      </p>
    </Alert>
  )
}

/** Reads a signed note: origin, size, root, time, and the key that signed. */
export function checkpoint(note: string) {
  const [origin = '', size = '', root = '', time = ''] = note.split('\n')
  const blob = note.trimEnd().split(' ').at(-1) ?? ''
  const key = Array.from(atob(blob).slice(0, 4), (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return { team: decodeURIComponent(origin.slice(origin.indexOf('/') + 1)), size: Number(size), root, time: time.replace(/^time /, ''), key }
}
