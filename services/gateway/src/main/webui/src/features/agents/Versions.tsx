import { Button, Card, CardBody, ExpandableSection, Label, List, ListItem } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useVersion, useVersions, type Agent, type AgentVersion } from '../../api/hooks/useAgents.ts'
import type { NearDuplicate } from '../../api/hooks/useOverlaps.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from '../../ui/words.ts'
import { Stale } from '../../ui/Stale.tsx'
import { DefinitionFacts } from './DefinitionFacts.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { movesFor, type PossibleMove } from './moves.ts'

/** All versions, newest first: state, who moved them, and the moves that one may make. */
export function Versions({ agent }: { agent: Agent }) {
  const versions = useVersions(agent.name)
  const [moving, setMoving] = useState<{ version: string; move: PossibleMove }>()
  const items = (versions.data?.items ?? []).toSorted((a, b) => b.version - a.version)
  if (versions.isPending) return <Loading what="versions" />
  if (versions.isError && !versions.data) {
    return <Problem what="The versions cannot be shown" problem={versions.error} onRetry={() => void versions.refetch()} />
  }
  if (items.length === 0) {
    return (
      <EmptyPage
        title="No version yet"
        action={agent.rights?.change && !agent.builtIn && <LinkButton to={`/agents/new?from=${agent.name}`}>Edit the draft</LinkButton>}
      >
        {agent.builtIn
          ? 'A built-in agent comes with the platform and has no versions of its own.'
          : 'Submitting the draft for review makes version 1.'}
      </EmptyPage>
    )
  }
  return (
    <div className="tandem-lines tandem-nested">
      {items.map((version) => (
        <VersionCard
          key={version.version}
          version={version}
          moves={movesFor(version, agent.rights)}
          onMove={(move) => setMoving({ version: String(version.version), move })}
        />
      ))}
      {moving && <MoveDialog agent={agent.name} purpose={agent.purpose} {...moving} onClose={() => setMoving(undefined)} />}
    </div>
  )
}

interface CardProps {
  version: AgentVersion
  moves: PossibleMove[]
  onMove: (move: PossibleMove) => void
}

const MOST_NAMED = 3

/** In spite of which agents a version was submitted; whoever approves decides whether the reason holds. */
function Alike({ others }: { others: NearDuplicate[] }) {
  return (
    <Label color="orange" isCompact>
      in spite of{' '}
      {others
        .slice(0, MOST_NAMED)
        .map(({ name, team, likeness }) => `${name} (team ${team}, ${Math.round(likeness * 100)} % alike)`)
        .join(', ')}
      {others.length > MOST_NAMED && ` and ${others.length - MOST_NAMED} more`}
    </Label>
  )
}

/** What is to be approved, or was. */
function Whole({ version: { agent, version } }: { version: AgentVersion }) {
  const [open, setOpen] = useState(false)
  const whole = useVersion(agent ?? '', open ? String(version) : '')
  return (
    <ExpandableSection toggleText={`What version ${version} is`} isExpanded={open} onToggle={(_event, expanded) => setOpen(expanded)}>
      {whole.isError && <Problem what={`Version ${version} cannot be shown`} problem={whole.error} />}
      {open && whole.isPending && <Loading what={`version ${version}`} />}
      {whole.data?.definition && <DefinitionFacts definition={whole.data.definition} />}
    </ExpandableSection>
  )
}

function VersionCard({ version, moves, onMove }: CardProps) {
  const result = version.evaluation
  return (
    <Card isCompact component="section" aria-label={`Version ${version.version}`}>
      <CardBody className="tandem-lines">
        <div className="tandem-step-head">
          <strong>Version {version.version}</strong>
          <StateLabel state={version.state} />
          {version.author && <span>by {nameOf(version.author)}</span>}
          <span className="tandem-muted">
            <When at={version.savedAt} />
          </span>
          {version.digest && <code className="tandem-muted" title={`SHA-256 of what it is: ${version.digest}`}>{version.digest.slice(0, 12)}</code>}
        </div>
        {result && (
          <p>
            Evaluation {result.passed ? 'passed' : 'not passed'}: {result.passedCases} of {result.cases} cases
            {result.model && `, answered by ${result.model}`}. {result.sentence}{' '}
            {result.id && <Link to={`/evaluations/${result.id}`}>Open the report</Link>}
          </p>
        )}
        {result && result.stale.length > 0 && ['IN_REVIEW', 'ACTIVE'].includes(version.state) && (
          <Stale agent={version.agent} version={version.version} reasons={result.stale} />
        )}
        <Whole version={version} />
        {(version.moves?.length ?? 0) > 0 && (
          <List isPlain className="tandem-nested" aria-label={`Moves of version ${version.version}`}>
            {version.moves?.map((move, at) => (
              <ListItem key={at}>
                <StateLabel state={move.to ?? ''} /> {nameOf(move.by)}: {move.reason}{' '}
                {move.nearDuplicates.length > 0 && <Alike others={move.nearDuplicates} />}
                <span className="tandem-muted">
                  <When at={move.at} />
                </span>
              </ListItem>
            ))}
          </List>
        )}
        {moves.length > 0 && (
          <div className="tandem-foot tandem-nested">
            {moves.map((move) => (
              <Button
                key={move.to}
                size="sm"
                variant={move.isMain ? 'primary' : 'secondary'}
                isDanger={move.isDanger}
                aria-label={`${move.name} version ${version.version}`}
                onClick={() => onMove(move)}
              >
                {move.name}
              </Button>
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  )
}
