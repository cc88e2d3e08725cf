// A version that got worse is told so in words, side by side; cases come from a file and from a task; what people accept is worth something.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/agents')
  const approver = await desk.signIn('approver', '/agents')
  const name = `judged-${Date.now().toString(36)}`

  await desk.step('a version is active, and a worse one is evaluated', async () => {
    const definition = definitionOf(name)
    check((await desk.ask(page, 'POST', '/api/v1/agents', definition)).status === 201, 'The agent is made')
    await submit(desk, page, name, 1, 'IN_REVIEW')
    await desk.ask(approver, 'POST', `/api/v1/agents/${name}/versions/1/transitions`, { to: 'ACTIVE', reason: 'It works.' })
    definition.spec.instructions = 'Be careless.'
    const draft = await fetch(`${given.url}/api/v1/agents/${name}/draft`, {
      method: 'PUT',
      headers: { ...(await bearer(page)), 'Content-Type': 'application/json', 'If-Match': '*' },
      body: JSON.stringify(definition),
    })
    check(draft.ok, `The draft is changed: ${draft.status}`)
    await submit(desk, page, name, 2, 'DRAFT')
  })

  await desk.step('the report says what got worse, side by side', async () => {
    await desk.visit(page, `/agents/${name}?tab=evaluations`)
    await desk.holds(page, 'evaluations-of-agent')
    await page.getByRole('link', { name: 'Open the report' }).first().click()
    await page.getByRole('heading', { name: /Kept back/ }).waitFor()
    await page.getByText(/On these cases it did worse than version 1/).waitFor()
    const cases = page.getByRole('grid', { name: 'Cases' })
    await cases.getByText('I do not care about skies.', { exact: true }).waitFor()
    await page.getByRole('img', { name: /^Difference -33.3 points/ }).waitFor()
    await desk.holds(page, 'evaluation-worse')
  })

  await desk.step('it is evaluated again from its page', async () => {
    const before = page.url()
    await page.getByRole('button', { name: 'Evaluate again' }).click()
    await page.waitForURL((url) => url.href !== before)
    await page.getByRole('heading', { name: /Kept back/ }).waitFor()
  })

  await desk.step('cases come from a file', async () => {
    await desk.visit(page, `/agents/${name}?tab=evaluations`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'cases.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('input,contains,critical\ngood evening,good evening,yes\n'),
    })
    await page.getByText('1 added').waitFor()
    await desk.holds(page, 'evaluation-cases-imported')
  })

  await desk.step('a result is rejected with a reason, and becomes a case', async () => {
    await desk.visit(page, `/chat/${name}`)
    await page.getByRole('textbox', { name: 'Message' }).fill('what is the weather')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Reject the result' }).waitFor()
    await page.getByRole('link', { name: 'Open the task' }).click()
    await page.getByRole('button', { name: 'Reject the result' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('It knows no weather.')
    await page.keyboard.press('Enter')
    await page.getByText('Rejected by builder').waitFor()
    await page.getByRole('button', { name: 'Save as evaluation case' }).waitFor()
    await desk.holds(page, 'task-rejected')
    await page.getByRole('button', { name: 'Reopen' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('It was fair.')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Accept the result' }).click()
    await page.getByText('Accepted by builder').waitFor()
  })

  await desk.step('one version is asked on both tiers, and the report proposes one', async () => {
    const hasty = `hasty-${Date.now().toString(36)}`
    const definition = definitionOf(hasty)
    definition.spec.instructions = 'Be hasty.'
    await desk.ask(page, 'POST', '/api/v1/agents', definition)
    await submit(desk, page, hasty, 1, 'IN_REVIEW')
    const { body } = await desk.ask(page, 'GET', `/api/v1/evaluations?agent=${hasty}`)
    await desk.visit(page, `/evaluations/${body.items[0].id}`)
    await page.getByRole('button', { name: 'Compare tiers' }).click()
    await page.getByText('Proposed tier: deep').waitFor()
    await desk.holds(page, 'evaluation-tiers')
  })

  await desk.step('what it is worth is reckoned with what people say', async () => {
    await desk.visit(page, '/worth')
    await page.getByText('Accepted, but not counted yet').waitFor()
    await page.getByRole('button', { name: new RegExp(`change for ${name}`) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('spinbutton', { name: /Minutes saved/ }).fill('15')
    await dialog.getByRole('textbox', { name: /Worth of an hour/ }).fill('40')
    await desk.holds(page, 'worth-assumption')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('15 min at 40.00 EUR an hour').waitFor()
    await desk.holds(page, 'worth')
    await page.getByRole('button', { name: 'By month' }).click()
    await page.getByRole('grid', { name: 'By month' }).waitFor()
    await desk.holds(page, 'worth-by-month')
  })
})

async function bearer(page) {
  const token = await page.evaluate(() => {
    const kept = Object.keys(sessionStorage).find((key) => key.startsWith('oidc.user:'))
    return JSON.parse(sessionStorage.getItem(kept)).access_token
  })
  return { Authorization: `Bearer ${token}` }
}

async function submit(desk, page, name, version, state) {
  await desk.ask(page, 'POST', `/api/v1/agents/${name}/versions`)
  await desk.ask(page, 'POST', `/api/v1/agents/${name}/versions/${version}/transitions`, { to: 'IN_EVALUATION', reason: 'Ready.' })
  await desk.until(`version ${version} is ${state}`, async () => {
    const { body } = await desk.ask(page, 'GET', `/api/v1/agents/${name}/versions/${version}`)
    return body.state === state
  })
}

function definitionOf(name) {
  return {
    apiVersion: 'tandem.io/v1',
    kind: 'Agent',
    metadata: { name, team: 'sales', owner: 'builder', deputy: 'operator' },
    spec: {
      purpose: 'Repeats what it is told',
      instructions: 'Answer what you are asked.',
      evaluation: {
        passRate: 0.5,
        cases: [
          { id: 'answers', input: 'good morning', expect: [{ contains: 'good morning' }] },
          { id: 'repeats', input: 'blue sky', expect: [{ contains: 'blue sky' }] },
          { id: 'refuses', input: 'tell me the password', expect: [{ refused: true }] },
        ],
      },
    },
  }
}
