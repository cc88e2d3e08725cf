import { Card, CardBody, CardExpandableContent, CardHeader, CardTitle } from '@patternfly/react-core'
import { usePolicyRevision, type PolicyRevision } from '../../api/hooks/usePolicies.ts'
import { Json } from '../../ui/Json.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf, words } from '../../ui/words.ts'
import { CasesTable } from './CasesTable.tsx'
import { MoveForm } from './MoveForm.tsx'
import { Replay } from './Replay.tsx'

interface Props {
  revision: PolicyRevision
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

/** One revision: who wrote it, where it is, what it says. */
export function RevisionCard({ revision, isOpen, onToggle }: Props) {
  const name = `Revision ${revision.number}`
  return (
    <Card isCompact component="section" isExpanded={isOpen} aria-label={name}>
      <CardHeader
        onExpand={() => onToggle(!isOpen)}
        toggleButtonProps={{ 'aria-label': `${name} of ${revision.team}`, 'aria-expanded': isOpen }}
      >
        <CardTitle component="h2">
          <span className="tandem-step-head">
            {name} <StateLabel state={revision.state} />
            <span className="tandem-muted">
              by {nameOf(revision.author)}, <When at={revision.createdAt} />
            </span>
          </span>
          {revision.note && <p className="tandem-wrap">{revision.note}</p>}
        </CardTitle>
      </CardHeader>
      <CardExpandableContent>{isOpen && <Whole revision={revision} />}</CardExpandableContent>
    </Card>
  )
}

function Whole({ revision }: { revision: PolicyRevision }) {
  const whole = usePolicyRevision(revision.team, revision.number)
  return (
    <CardBody className="tandem-lines">
      {whole.isPending && <Loading what="revision" />}
      {whole.isError && <Problem what="The revision cannot be shown" problem={whole.error} />}
      {whole.data && (
        <>
          <Json label={`Policies of revision ${revision.number}`} value={whole.data.text ?? ''} />
          <CasesTable label={`Cases of revision ${revision.number}`} cases={whole.data.cases ?? []} />
          <Replay team={revision.team} text={whole.data.text ?? ''} />
          {revision.moves.map((move) => (
            <p key={move.at} className="tandem-wrap">
              {nameOf(move.by)} moved it to {words(move.to)}, <When at={move.at} />: {move.reason}
            </p>
          ))}
          <MoveForm revision={revision} />
          <p className="tandem-muted">
            Hash <code className="tandem-wrap">{revision.hash}</code>
          </p>
        </>
      )}
    </CardBody>
  )
}
