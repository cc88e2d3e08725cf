import { Alert, Button, PageSection, Title } from '@patternfly/react-core'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useDesigner } from '../../api/hooks/useDesigns.ts'
import { readDraft, useSaveDraft, useSubmitDraft, useTryDraft, type StoredDraft } from '../../api/hooks/useDraft.ts'
import type { AgentDefinition } from '../../api/hooks/useAgents.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { isNearDuplicate } from '../../api/problem.ts'
import { ChatPane } from '../../ui/chat/ChatPane.tsx'
import { EvaluationView } from '../../ui/EvaluationView.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { SubmitAnyway } from '../../ui/SubmitAnyway.tsx'
import { DraftForm } from './DraftForm.tsx'
import { Words } from './Words.tsx'
import { emptyDefinition, forget, recall, remember, whole } from './work.ts'

/** `/agents/new`, or `/agents/new?from=NAME` to go on with a draft: words on one side, the draft on the other. */
export default function DesignerPage() {
  const me = useMe()
  const [query] = useSearchParams()
  const from = query.get('from') ?? undefined
  const [work, setWork] = useState(() => recall(from))
  const [loadProblem, setLoadProblem] = useState<unknown>()
  const { words, definition, notes, stored } = work
  const change = (part: Partial<typeof work>) => setWork((before) => ({ ...before, ...part }))

  useEffect(() => remember(from, work), [from, work])
  useEffect(() => {
    if (!from || recall(from).definition) return
    readDraft(from)
      .then((draft) => change({ definition: draft.definition, stored: draft }))
      .catch(setLoadProblem)
  }, [from])

  const { designing, design, again, stop } = useDesigner(
    {
      onUnderWay: (designId) => change({ underWay: designId }),
      onDesign: (result) => change({ definition: whole(result.definition, me), notes: result }),
    },
    work.underWay,
  )
  const save = useSaveDraft()
  const trial = useTryDraft()
  const submit = useSubmitDraft()
  const version = submit.data
  const asksWhy = isNearDuplicate(submit.error)

  const keep = async (): Promise<StoredDraft | undefined> => {
    if (!definition) return undefined
    const result = await save.mutateAsync({ definition, stored: stored?.definition.metadata.name === definition.metadata.name ? stored : undefined })
    change({ stored: result })
    return result
  }
  const name = definition?.metadata.name ?? ''
  const busy = save.isPending || trial.isPending || submit.isPending
  const attempt = (then?: () => void) => void keep().then(() => then?.()).catch(() => undefined)

  if (!hasRole(me, 'builder')) {
    return (
      <>
        <PageHead title="New agent" above={[{ to: '/agents', name: 'Agents' }]} />
        <PageSection isFilled aria-label="Problem">
          <Alert isInline variant="info" component="h2" title="Only builders make agents">
            Ask an administrator for the role builder, or <Link to="/agents">use an agent that is there</Link>.
          </Alert>
        </PageSection>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={from ? `Draft of ${from}` : 'New agent'}
        above={[{ to: '/agents', name: 'Agents' }]}
        actions={
          definition && (
            <Button
              variant="link"
              onClick={() => {
                forget(from)
                setWork({ words: '' })
                submit.reset()
                trial.reset()
              }}
            >
              Start over
            </Button>
          )
        }
      >
        Say what it is for in plain words; then read, change and try the draft before anybody else sees it.
      </PageHead>
      <PageSection isFilled aria-label="Designer">
        {loadProblem !== undefined && <Problem what="The draft cannot be read" problem={loadProblem} />}
        <div className={`tandem-columns ${definition ? (trial.data ? 'tandem-columns-3' : 'tandem-columns-2') : ''}`}>
          <Words
            words={words}
            onWords={(next) => change({ words: next })}
            designing={designing}
            notes={notes}
            hasDraft={definition !== undefined}
            onDesign={() => void design({ description: words, team: me.teams[0] })}
            onChange={(wish) => void design({ description: words || undefined, change: wish, draft: definition, team: definition?.metadata.team || me.teams[0] })}
            onStop={stop}
            onRetry={again}
            onByHand={() => change({ definition: emptyDefinition(me, words) })}
          />
          {definition && (
            <section aria-label="Draft">
              <DraftForm
                definition={definition}
                drafted={notes?.definition ?? definition}
                reasons={notes?.reasons ?? {}}
                onChange={(next: AgentDefinition) => change({ definition: next })}
                notices={
                  <>
                    {save.isError && <Problem what="The draft was not saved" problem={save.error} />}
                    {save.isSuccess && !save.isPending && <p role="status">Draft saved.</p>}
                    {trial.isError && <Problem what="The draft cannot be tried" problem={trial.error} />}
                    {submit.isError && !asksWhy && <Problem what="The draft was not submitted" problem={submit.error} />}
                    {version && <EvaluationView agent={name} version={String(version.version)} />}
                  </>
                }
                actions={
                  <>
                    <Button variant="secondary" isDisabled={busy || !name} isLoading={save.isPending} onClick={() => attempt()}>
                      Save draft
                    </Button>
                    <Button
                      variant="secondary"
                      isDisabled={busy || !name}
                      isLoading={trial.isPending}
                      onClick={() => attempt(() => trial.mutate(name))}
                    >
                      Try it
                    </Button>
                    <Button
                      isDisabled={busy || !name}
                      isLoading={submit.isPending}
                      onClick={() => attempt(() => submit.mutate({ name }))}
                    >
                      Evaluate and submit for review
                    </Button>
                  </>
                }
              />
            </section>
          )}
          {(asksWhy || (submit.isPending && submit.variables.reason !== undefined)) && (
            <SubmitAnyway
              agent={name}
              purpose={definition?.spec.purpose}
              isPending={submit.isPending}
              onSubmit={(reason) => submit.mutate({ name, reason })}
              onClose={() => submit.reset()}
            />
          )}
          {trial.data && (
            <section aria-label="Trial" className="tandem-side">
              <div className="tandem-foot">
                <Title headingLevel="h2" size="md">
                  Trial of the draft
                </Title>
                <Button variant="link" isInline onClick={() => trial.reset()}>
                  Close
                </Button>
              </div>
              <p className="tandem-muted">As it was saved just now; nobody else can call it.</p>
              <ChatPane key={trial.data} agent={trial.data} called="the draft" />
            </section>
          )}
        </div>
      </PageSection>
    </>
  )
}
