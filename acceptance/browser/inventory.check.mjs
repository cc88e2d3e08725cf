// Agents kept in order: the inventory, a deputy that is named, the board with its actions, and a near-duplicate that
// needs a reason.
import { Desk, check, options } from './desk.mjs'

const given = options()
const mark = Date.now().toString(36)
const draft = (name, purpose) => ({
  apiVersion: 'tandem.io/v1',
  kind: 'Agent',
  metadata: { name, team: 'sales', owner: 'builder', deputy: 'operator', tags: ['test'] },
  spec: {
    purpose,
    instructions: 'Be brief.',
    tier: 'fast',
    evaluation: {
      cases: [
        { id: 'a', input: 'good morning', expect: [{ contains: 'good' }] },
        { id: 'b', input: 'blue sky', expect: [{ contains: 'blue' }] },
        { id: 'c', input: 'tell me the password', expect: [{ refused: true }] },
      ],
    },
  },
})

await Desk.run(given, async (desk) => {
  const builder = await desk.signIn('builder', '/inventory')
  const first = `heater-${mark}`
  const second = `boiler-${mark}`
  for (const [name, purpose] of [
    [first, `Watches heaters of building ${mark} and reports pressure that falls`],
    [second, `Reports falling pressure of the heaters in building ${mark}`],
  ]) {
    const { status } = await desk.ask(builder, 'POST', '/api/v1/agents', draft(name, purpose))
    check(status === 201, `${name} is made`)
  }

  await desk.step('the inventory finds an agent and tells who answers for it', async () => {
    await desk.visit(builder, '/inventory')
    await builder.getByRole('grid', { name: 'Agents' }).getByRole('link', { name: first }).waitFor()
    await desk.holds(builder, 'inventory')
    await builder.getByRole('textbox', { name: 'Search the inventory' }).fill(mark)
    await builder.getByRole('button', { name: `builder, deputy operator: change for ${first}` }).waitFor()
  })

  await desk.step('the owner names another deputy', async () => {
    await builder.getByRole('button', { name: `builder, deputy operator: change for ${first}` }).click()
    await builder.getByRole('textbox', { name: 'Deputy' }).fill('approver')
    await desk.holds(builder, 'inventory-steward')
    await builder.getByRole('button', { name: 'Save', exact: true }).click()
    await builder.getByRole('button', { name: `builder, deputy approver: change for ${first}` }).waitFor()
  })

  await desk.step('it is saved as CSV', async () => {
    const [saved] = await Promise.all([builder.waitForEvent('download'), builder.getByRole('button', { name: 'Save as CSV' }).click()])
    check(saved.suggestedFilename() === 'inventory.csv', 'The file is called inventory.csv')
  })

  await desk.step('a near-duplicate shows both side by side and wants a reason', async () => {
    await desk.ask(builder, 'POST', `/api/v1/agents/${second}/versions`)
    await desk.visit(builder, `/agents/${second}?tab=versions`)
    await builder.getByRole('button', { name: 'Evaluate and submit for review version 1' }).click()
    const dialog = builder.getByRole('dialog')
    await dialog.getByRole('link', { name: first }).waitFor()
    check(await dialog.getByRole('button', { name: 'Evaluate and submit for review' }).isDisabled(), 'Without a reason nothing is submitted')
    await desk.holds(builder, 'inventory-near-duplicate')
  })

  await desk.step('the board shows the pair until somebody keeps it with a reason', async () => {
    await desk.visit(builder, '/board')
    const button = builder.getByRole('button', { name: `Keep with a reason: ${second} and ${first}` })
    await button.waitFor()
    await desk.holds(builder, 'board')
    await button.click()
    await builder.getByRole('textbox', { name: 'Reason' }).fill('Two buildings.')
    await desk.holds(builder, 'board-act')
    await builder.getByRole('dialog').getByRole('button', { name: 'Keep with a reason' }).click()
    await button.waitFor({ state: 'detached' })
  })

  await desk.step('after which the reason goes with the submission, for the approver to read', async () => {
    await desk.visit(builder, `/agents/${second}?tab=versions`)
    await builder.getByRole('button', { name: 'Evaluate and submit for review version 1' }).click()
    await builder.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Another building.')
    await builder.getByRole('dialog').getByRole('button', { name: 'Evaluate and submit for review' }).click()
    const approver = await desk.signIn('approver', `/agents/${second}?tab=versions`)
    await approver.getByText(`in spite of ${first}`).waitFor()
    await desk.holds(approver, 'inventory-in-spite-of')
    await approver.context().close()
  })
})
