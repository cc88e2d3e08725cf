import { Button, Card, CardBody, Form, FormGroup, Gallery, Label, Modal, ModalBody, ModalFooter, ModalHeader, PageSection, TextInput, Title } from '@patternfly/react-core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useActOnBoard, useBoard, type BoardCard } from '../../api/hooks/useInventory.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'

const COLUMNS: Record<BoardCard['kind'], { name: string; what: string }> = {
  UNOWNED: { name: 'Unowned', what: 'Nobody answers for it.' },
  DORMANT: { name: 'Dormant', what: 'Active, and nobody uses it.' },
  DUPLICATE: { name: 'Duplicate', what: 'Much like another agent.' },
  DRIFTING: { name: 'Drifting', what: 'It uses other tools than in its first weeks.' },
  UNMANAGED: { name: 'Unmanaged', what: 'On Kafka, and not registered.' },
  OVERDUE: { name: 'Overdue for review', what: 'Nobody has looked at it for long.' },
}
const ACTIONS: Record<BoardCard['action'], string> = {
  TAKE_OVER: 'Take over',
  SUSPEND: 'Suspend',
  KEEP: 'Keep with a reason',
  REGISTER: 'Register',
  REVIEWED: 'Review done',
}

/** `/board`: agents that need a hand, in columns; each card has one action. */
export default function BoardPage() {
  const board = useBoard()
  const [acting, setActing] = useState<BoardCard>()
  const cards = board.data?.items ?? []
  return (
    <>
      <PageHead title="Board" actions={<LinkButton variant="secondary" to="/inventory">Inventory</LinkButton>}>
        Agents that need a hand. Each card has one action; who acts, and why, is kept.
      </PageHead>
      <PageSection isFilled aria-label="Board">
        {board.isPending && <Loading what="board" />}
        {board.isError && <Problem what="The board cannot be shown" problem={board.error} onRetry={() => void board.refetch()} />}
        {board.isSuccess && cards.length === 0 && (
          <EmptyPage title="Nothing needs a hand" action={<LinkButton to="/inventory">Inventory</LinkButton>}>
            Every agent that you may see has an owner, is used, and is looked at in time.
          </EmptyPage>
        )}
        {cards.length > 0 && (
          <Gallery hasGutter minWidths={{ default: '20rem' }}>
            {(Object.keys(COLUMNS) as BoardCard['kind'][]).map((kind) => (
              <Column key={kind} kind={kind} cards={cards.filter((card) => card.kind === kind)} onAct={setActing} />
            ))}
          </Gallery>
        )}
      </PageSection>
      {acting && <ActDialog card={acting} onClose={() => setActing(undefined)} />}
    </>
  )
}

function Column({ kind, cards, onAct }: { kind: BoardCard['kind']; cards: BoardCard[]; onAct: (card: BoardCard) => void }) {
  const { name, what } = COLUMNS[kind]
  return (
    <section aria-label={name} className="tandem-lines">
      <Title headingLevel="h2" size="md">
        {name} {cards.length > 0 && <Label isCompact>{cards.length}</Label>}
      </Title>
      <p className="tandem-muted">{cards.length > 0 ? what : 'None.'}</p>
      {cards.map((card) => (
        <Card key={`${card.agent} ${card.other ?? ''}`} isCompact component="article" aria-label={`${name}: ${card.agent}`}>
          <CardBody className="tandem-lines">
            <div>
              {kind === 'UNMANAGED' ? <strong>{card.agent}</strong> : <Link to={`/agents/${card.agent}`}>{card.agent}</Link>}
              {card.team && <span className="tandem-muted"> {card.team}</span>}
            </div>
            <p>{card.says}</p>
            <div className="tandem-foot">
              {card.action === 'REGISTER' ? (
                card.mayAct && (
                  <LinkButton variant="secondary" to="/agents/new">
                    {ACTIONS.REGISTER}
                  </LinkButton>
                )
              ) : (
                <Button
                  size="sm"
                  variant="secondary"
                  isDisabled={!card.mayAct}
                  isDanger={card.action === 'SUSPEND'}
                  aria-label={`${ACTIONS[card.action]}: ${card.agent}${card.other ? ` and ${card.other}` : ''}`}
                  onClick={() => onAct(card)}
                >
                  {ACTIONS[card.action]}
                </Button>
              )}
            </div>
          </CardBody>
        </Card>
      ))}
    </section>
  )
}

function ActDialog({ card, onClose }: { card: BoardCard; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const act = useActOnBoard()
  const name = ACTIONS[card.action]
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="act-title">
      <ModalHeader title={`${name}: ${card.agent}`} labelId="act-title" />
      <ModalBody>
        <p>{card.says}</p>
        <Form
          id="act"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) act.mutate({ card, reason: reason.trim() }, { onSuccess: onClose })
          }}
        >
          <FormGroup label="Reason" fieldId="act-reason" isRequired>
            <TextInput id="act-reason" value={reason} isRequired autoFocus onChange={(_event, value) => setReason(value)} />
          </FormGroup>
        </Form>
        {act.isError && <Problem what="Nothing was changed" problem={act.error} />}
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="act" variant={card.action === 'SUSPEND' ? 'danger' : 'primary'} isLoading={act.isPending} isDisabled={!reason.trim() || act.isPending}>
          {name}
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}
