import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { Link } from 'react-router'
import { useTasks } from '../../api/hooks/useTasks.ts'
import { EmptyPage } from '../../ui/EmptyPage.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StateLabel } from '../../ui/StateLabel.tsx'
import { When } from '../../ui/When.tsx'

/** The newest tasks that the reader may see. */
export function Runs({ agent }: { agent: string }) {
  const tasks = useTasks({ agent, pageSize: 50 })
  if (tasks.isPending) return <Loading what="runs" />
  if (tasks.isError) {
    return <Problem what="The runs cannot be shown" problem={tasks.error} onRetry={() => void tasks.refetch()} />
  }
  if (tasks.data.items.length === 0) {
    return (
      <EmptyPage title="No runs that you may see" action={<LinkButton to={`/chat/${agent}`}>Chat</LinkButton>}>
        You see your own tasks here; who answers for the team sees all of the team’s.
      </EmptyPage>
    )
  }
  return (
    <Table aria-label="Runs" variant="compact">
      <Thead>
        <Tr>
          <Th>Task</Th>
          <Th>State</Th>
          <Th>Version</Th>
          <Th>Asked by</Th>
          <Th>Steps</Th>
          <Th>Began</Th>
        </Tr>
      </Thead>
      <Tbody>
        {tasks.data.items.map((task) => (
          <Tr key={task.taskId}>
            <Td dataLabel="Task">
              <Link to={`/tasks/${task.taskId}`}>{task.taskId}</Link>
            </Td>
            <Td dataLabel="State">
              <StateLabel state={task.state} of="task" />
            </Td>
            <Td dataLabel="Version">{task.version}</Td>
            <Td dataLabel="Asked by">{task.owner?.replace('person:', '')}</Td>
            <Td dataLabel="Steps">{task.steps}</Td>
            <Td dataLabel="Began">
              <When at={task.createdAt} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}
