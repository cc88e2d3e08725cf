import { Alert, Button, PageSection } from '@patternfly/react-core'
import { useParams } from 'react-router'
import { isOpen, useCancelReplay, useReplay, type RequestReplay } from '../../api/hooks/useReplays.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { When } from '../../ui/When.tsx'
import { nameOf } from '../../ui/words.ts'
import { ReplayLines } from './ReplayLines.tsx'

/** `/replays/{id}`: what people asked lately, and what another version answers. */
export default function ReplayPage() {
  const { id = '' } = useParams()
  const me = useMe()
  const replay = useReplay(id)
  const cancel = useCancelReplay(id)
  const data = replay.data
  const may = ['builder', 'operator', 'approver', 'admin'].some((role) => hasRole(me, role))
  return (
    <>
      <PageHead
        title={data ? `Replay of requests with ${data.agent}@${data.version}` : 'Replay of requests'}
        above={[
          { to: '/agents', name: 'Agents' },
          ...(data ? [{ to: `/agents/${data.agent}?tab=evaluations`, name: data.agent }] : []),
        ]}
        actions={
          isOpen(data) &&
          may && (
            <Button variant="secondary" isDisabled={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
              Cancel the replay
            </Button>
          )
        }
      >
        {data && (
          <>
            {data.of} requests of the last {data.days === 1 ? 'day' : `${data.days} days`}, for {nameOf(data.askedBy)}. <When at={data.finishedAt ?? data.createdAt} />
          </>
        )}
      </PageHead>
      <PageSection isFilled aria-label="Replay">
        {replay.isPending && <Loading what="replay" />}
        {replay.isError && !data && <Problem what="The replay cannot be shown" problem={replay.error} onRetry={() => void replay.refetch()} />}
        {cancel.isError && <Problem what="It was not cancelled" problem={cancel.error} />}
        {data && (
          <div className="tandem-lines">
            <Alert isInline component="h2" variant={variant(data)} title={title(data)}>
              {data.problem && <p className="tandem-wrap">{data.problem}</p>}
              {data.totals && <p className="tandem-wrap">{data.totals.sentence}</p>}
              <p>
                Each request is asked alone, without what was said before it. Answers are the same when their words are;{' '}
                {data.judge ? `of others the judge ${data.judge} says whether they are equal.` : 'whether another one is as good is for people to say.'}
              </p>
            </Alert>
            <ReplayLines lines={data.lines ?? []} version={data.version} />
          </div>
        )}
      </PageSection>
    </>
  )
}

function title(replay: RequestReplay): string {
  if (isOpen(replay)) return `${replay.done} of ${replay.of} requests asked`
  if (replay.state === 'GIVEN_UP') return 'Given up'
  if (replay.state === 'CANCELED') return `Cancelled after ${replay.done} of ${replay.of} requests`
  return differs(replay) ? 'Something differs' : 'As before'
}

function variant(replay: RequestReplay): 'info' | 'success' | 'warning' {
  if (replay.state !== 'DONE') return 'info'
  return differs(replay) ? 'warning' : 'success'
}

function differs({ totals }: RequestReplay): boolean {
  return totals === undefined || totals.different > 0 || totals.otherCalls > 0
}
