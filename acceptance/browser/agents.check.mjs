// The catalogue and an agent's pages: search, versions with their moves and reasons, evaluations, grants, runs.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/agents')
  const table = page.getByRole('grid', { name: 'Agents' })

  await desk.step('the catalogue is searched', async () => {
    await table.getByRole('link', { name: 'shop-analyst', exact: true }).waitFor()
    await desk.holds(page, 'agents')
    await page.getByRole('textbox', { name: 'Search agents' }).fill('policies')
    await table.getByRole('link', { name: 'shop-analyst', exact: true }).waitFor({ state: 'detached' })
    await table.getByRole('link', { name: 'policy-clerk', exact: true }).waitFor()
    check(new URL(page.url()).searchParams.get('q') === 'policies', 'The search stands in the address')
    await page.getByRole('textbox', { name: 'Search agents' }).fill('nothing of this name')
    await page.getByText('No agent matches').waitFor()
    await desk.holds(page, 'agents-none')
    await page.getByRole('button', { name: 'Show all agents' }).click()
    await page.getByRole('combobox', { name: 'State' }).selectOption('IN_REVIEW')
    await table.getByRole('link', { name: 'credit-clerk', exact: true }).waitFor()
  })

  for (const tab of ['overview', 'versions', 'evaluations', 'grants', 'runs']) {
    await desk.step(`${tab} of an agent`, async () => {
      await desk.visit(page, `/agents/shop-analyst?tab=${tab}`)
      await page.getByRole('tab', { selected: true, name: new RegExp(tab, 'i') }).waitFor()
      await page.getByRole('tabpanel').getByText(/Version 1|Evaluation|No grants|sees|Task/).first().waitFor()
      await desk.holds(page, `agent-${tab}`)
    })
  }

  await desk.step('a failed evaluation is told in words', async () => {
    await desk.visit(page, '/agents/instant-clerk?tab=evaluations')
    const failed = page.getByRole('list', { name: 'Cases that failed' }).first()
    await failed.getByText(/Good morning!/).waitFor()
    await desk.holds(page, 'agent-evaluation-failed')
  })

  await desk.step('a version is rejected with a reason, and by nobody who wrote it', async () => {
    const name = await copyOf(desk, page)
    await desk.visit(page, `/agents/${name}?tab=versions`)
    const version = page.getByRole('region', { name: 'Version 1' })
    await version.getByText('In review', { exact: true }).first().waitFor()
    check((await version.getByRole('button', { name: /^(Approve|Reject)/ }).count()) === 0, 'The author is offered no decision')
    const approver = await desk.signIn('approver', `/agents/${name}?tab=versions`)
    await approver.getByRole('button', { name: 'What version 1 is' }).click()
    await desk.holds(approver, 'agent-in-review')
    await approver.getByRole('button', { name: 'Reject version 1' }).click()
    const dialog = approver.getByRole('dialog')
    check(await dialog.getByRole('button', { name: 'Reject' }).isDisabled(), 'A decision needs a reason')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It duplicates shop-analyst.')
    await desk.holds(approver, 'agent-reject')
    await approver.keyboard.press('Enter')
    await version.getByText('Rejected', { exact: true }).first().waitFor()
    await version.getByText('It duplicates shop-analyst.').waitFor()
    await approver.context().close()
  })

  await desk.step('a grant is given and taken away', async () => {
    await desk.visit(page, '/agents/policy-clerk?tab=grants')
    await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('team')
    await page.getByRole('textbox', { name: 'Name' }).fill('finance')
    await page.getByRole('combobox', { name: 'May' }).selectOption('call')
    await page.getByRole('button', { name: 'Grant', exact: true }).click()
    await page.getByRole('grid', { name: 'Grants' }).getByText('team finance').waitFor()
    await desk.holds(page, 'agent-grants-given')
    const other = await desk.signIn('builder2', '/agents')
    await desk.until('the other team sees the agent', async () => {
      await other.reload()
      await other.getByRole('grid', { name: 'Agents' }).waitFor()
      return other.getByRole('link', { name: 'policy-clerk', exact: true }).isVisible()
    })
    await other.context().close()
    await page.getByRole('button', { name: 'Take away call from team:finance' }).click()
    await page.getByText('No grants').waitFor()
  })

  await desk.step('an operator suspends and resumes', async () => {
    const operator = await desk.signIn('operator', '/agents/policy-clerk?tab=versions')
    await move(operator, 'Suspend version 1', 'Suspend', 'Its documents are being rewritten.')
    await operator.getByText('This agent is suspended').waitFor()
    await desk.holds(operator, 'agent-suspended')
    await move(operator, 'Resume version 1', 'Resume', 'They are in place.')
    await operator.getByText('This agent is suspended').waitFor({ state: 'detached' })
    await operator.context().close()
  })
})

async function move(page, button, name, reason) {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill(reason)
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** An agent of this run's own, evaluated and waiting for a review. */
async function copyOf(desk, page) {
  const { body: definition } = await desk.ask(page, 'GET', '/api/v1/agents/shop-analyst/draft')
  const name = `twin-${Date.now().toString(36)}`
  definition.metadata.name = name
  const made = await desk.ask(page, 'POST', '/api/v1/agents', definition)
  check(made.status === 201, `The copy is made: ${JSON.stringify(made.body)}`)
  await desk.ask(page, 'POST', `/api/v1/agents/${name}/versions`)
  await desk.ask(page, 'POST', `/api/v1/agents/${name}/versions/1/transitions`, { to: 'IN_EVALUATION', reason: 'Ready.' })
  await desk.until('it is in review', async () => {
    const { body } = await desk.ask(page, 'GET', `/api/v1/agents/${name}/versions/1`)
    return body.state === 'IN_REVIEW'
  })
  return name
}
