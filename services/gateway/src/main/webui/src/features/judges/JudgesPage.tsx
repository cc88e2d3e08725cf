import { Button, Label, PageSection } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { Link } from 'react-router'
import { useJudges, type Judge } from '../../api/hooks/useJudges.ts'
import { hasRole, useMe } from '../../api/me.tsx'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { RubricForm } from './RubricForm.tsx'

/** `/judges`: what answers are judged by, and which of it counts. */
export default function JudgesPage() {
  const me = useMe()
  const [making, setMaking] = useState(false)
  const judges = useJudges()
  const items = judges.data?.items ?? []
  const may = hasRole(me, 'builder') || hasRole(me, 'admin')
  return (
    <>
      <PageHead title="Judges" actions={may && !making && <Button onClick={() => setMaking(true)}>New judge</Button>}>
        A model that judges answers by a rubric. It counts at the gate while it agrees with people, and is advice until then.
      </PageHead>
      <PageSection isFilled aria-label="Judges">
        <div className="tandem-lines">
          {making && <RubricForm team={me.teams[0] ?? ''} onClose={() => setMaking(false)} />}
          {judges.isPending && <Loading what="judges" />}
          {judges.isError && <Problem what="The judges cannot be shown" problem={judges.error} onRetry={() => void judges.refetch()} />}
          {judges.isSuccess && items.length === 0 && !making && (
            <EmptyPage title="No judge yet">
              {may
                ? 'Make one for what no pattern can tell, such as whether an answer is polite. Then label answers, so that it can be compared with people.'
                : 'Builders of your team make one for what no pattern can tell.'}
            </EmptyPage>
          )}
          {items.length > 0 && (
            <Table aria-label="Judges" variant="compact">
              <Thead>
                <Tr>
                  <Th width={15}>Judge</Th>
                  <Th width={10}>Team</Th>
                  <Th>Rubric</Th>
                  <Th modifier="wrap">Labelled answers</Th>
                  <Th>On fast</Th>
                  <Th>On deep</Th>
                </Tr>
              </Thead>
              <Tbody>
                {items.map((judge) => (
                  <Tr key={`${judge.team}/${judge.name}`}>
                    <Td dataLabel="Judge">
                      <Link to={`/judges/${judge.team}/${judge.name}`}>{judge.name}</Link>
                    </Td>
                    <Td dataLabel="Team">{judge.team}</Td>
                    <Td dataLabel="Rubric" modifier="breakWord">
                      {judge.rubric}
                    </Td>
                    <Td dataLabel="Labelled answers" modifier="nowrap">
                      {judge.good} yes, {judge.bad} no
                    </Td>
                    <Td dataLabel="On fast">
                      <Stands judge={judge} tier="fast" />
                    </Td>
                    <Td dataLabel="On deep">
                      <Stands judge={judge} tier="deep" />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </div>
      </PageSection>
    </>
  )
}

function Stands({ judge, tier }: { judge: Judge; tier: 'fast' | 'deep' }) {
  const found = judge.onTiers.find((one) => one.tier === tier)
  return found?.counts ? (
    <Label isCompact status="success">
      counts
    </Label>
  ) : (
    <Label isCompact variant="outline">
      advice only
    </Label>
  )
}
