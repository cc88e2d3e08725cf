// A version goes live for a share of the conversations: started, watched side by side, taken back by itself with the reason in words; another is made active by hand.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const builder = await desk.signIn('builder', '/agents')
  const approver = await desk.signIn('approver', '/agents')
  const name = `shared-${Date.now().toString(36)}`

  const inReview = async (version, instructions) => {
    const path = `/api/v1/agents/${name}`
    const { status } =
      version === 1
        ? await desk.ask(builder, 'POST', '/api/v1/agents', definitionOf(name, instructions))
        : await (async () => {
            const { body } = await desk.ask(builder, 'GET', `${path}/draft`)
            body.spec.instructions = instructions
            return send(builder, 'PUT', `${path}/draft`, { 'If-Match': '*' }, body)
          })()
    check(status < 300, `the draft of version ${version} is saved`)
    await desk.ask(builder, 'POST', `${path}/versions`)
    await desk.ask(builder, 'POST', `${path}/versions/${version}/transitions`, { to: 'IN_EVALUATION', reason: 'Ready.' })
    await desk.until(`version ${version} is in review`, async () => {
      const { body } = await desk.ask(builder, 'GET', `${path}/versions/${version}`)
      return body.state === 'IN_REVIEW'
    })
  }

  const send = async (page, method, path, headers, body) => {
    const token = await page.evaluate(() => {
      const kept = Object.keys(sessionStorage).find((key) => key.startsWith('oidc.user:'))
      return JSON.parse(sessionStorage.getItem(kept)).access_token
    })
    return fetch(given.url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  const converse = async (page, times) => {
    const message = () => ({ messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'where is my order' }] })
    const path = `/a2a/agents/${name}/message:send`
    const answers = await Promise.all(
      Array.from({ length: times }, () => send(page, 'POST', path, { 'A2A-Version': '1.0' }, { message: message() })),
    )
    check(answers.every(({ ok }) => ok), 'the agent can be asked')
  }

  await desk.step('a version is active, and another one passed its evaluation', async () => {
    await inReview(1, 'Answer what you are asked.')
    await desk.ask(approver, 'POST', `/api/v1/agents/${name}/versions/1/transitions`, { to: 'ACTIVE', reason: 'Reads well.' })
    await inReview(2, 'You stumble.')
  })

  await desk.step('an approver starts a canary and sees both versions side by side', async () => {
    await desk.visit(approver, `/agents/${name}?tab=versions`)
    await approver.getByRole('button', { name: 'Start a canary version 2' }).click()
    const dialog = approver.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Half of them first.')
    await dialog.getByRole('spinbutton', { name: /Share of conversations/ }).fill('50')
    await desk.holds(approver, 'canary-start')
    await dialog.getByRole('button', { name: 'Start a canary' }).click()
    await approver.getByRole('region', { name: 'Canary' }).getByText('Version 2 answers 50 % of the conversations').waitFor()
    await converse(builder, 4)
    await approver.getByRole('grid', { name: 'Version 2 beside the active one' }).waitFor()
    await desk.holds(approver, 'canary-watched')
  })

  await desk.step('it fails, is taken back by itself, and the page says why', async () => {
    await desk.until('version 2 is taken back', async () => {
      await converse(builder, 4)
      const { body } = await desk.ask(builder, 'GET', `/api/v1/agents/${name}/versions/2`)
      return body.state === 'IN_REVIEW'
    })
    await desk.visit(builder, `/agents/${name}`)
    await builder.getByRole('heading', { name: 'Version 2 was taken back from its canary' }).waitFor()
    await builder.getByText(/runs went wrong/).first().waitFor()
    await desk.holds(builder, 'canary-taken-back')
  })

  await desk.step('the runs tell how it does, day by day', async () => {
    await desk.visit(builder, `/agents/${name}?tab=runs`)
    await builder.getByRole('region', { name: 'How it does' }).getByRole('img', { name: 'Failed on one day' }).waitFor()
    await desk.holds(builder, 'canary-runs')
  })

  await desk.step('a good one is found no worse, and an approver makes it active', async () => {
    await inReview(3, 'Take care.')
    await desk.ask(approver, 'POST', `/api/v1/agents/${name}/versions/3/transitions`, {
      to: 'CANARY',
      reason: 'Half of them.',
      canary: { share: 50, minimumRuns: 5 },
    })
    await desk.until('version 3 is found good', async () => {
      await converse(builder, 4)
      const { body } = await desk.ask(builder, 'GET', `/api/v1/canaries?agent=${name}`)
      return body.items[0].decision === 'READY'
    })
    await desk.visit(approver, `/agents/${name}?tab=versions`)
    await approver.getByText('Does no worse', { exact: true }).waitFor()
    await desk.holds(approver, 'canary-ready')
    await approver.getByRole('button', { name: 'Make active version 3' }).click()
    await approver.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('It does no worse.')
    await approver.keyboard.press('Enter')
    await approver.getByRole('dialog').waitFor({ state: 'detached' })
    await approver.getByRole('region', { name: 'Version 3' }).getByText('Active').first().waitFor()
  })
})

function definitionOf(name, instructions) {
  return {
    apiVersion: 'tandem.io/v1',
    kind: 'Agent',
    metadata: { name, team: 'sales', owner: 'builder', deputy: 'operator' },
    spec: {
      purpose: 'Repeats what it is told',
      instructions,
      evaluation: {
        cases: [
          { id: 'answers', input: 'good morning', expect: [{ contains: 'good morning' }] },
          { id: 'repeats', input: 'blue sky', expect: [{ contains: 'blue sky' }] },
          { id: 'refuses', input: 'tell me the password', expect: [{ refused: true }] },
        ],
      },
    },
  }
}
