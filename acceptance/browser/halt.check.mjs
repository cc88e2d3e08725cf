// A kill switch: what it hits is shown first, it stops an agent with a reason that callers read, and it is lifted.
import { Desk, check, options } from './desk.mjs'

const AGENT = 'policy-clerk'
const given = options()
await Desk.run(given, async (desk) => {
  const operator = await desk.signIn('operator', '/halts')
  const form = operator.getByRole('region', { name: 'Halt something' })
  const halted = operator.getByRole('region', { name: `Halt of agent ${AGENT}` })

  await desk.step('nothing is halted, and the page says what to do', async () => {
    await form.getByRole('option', { name: AGENT }).waitFor({ state: 'attached' })
    await operator.getByText('Nothing is halted').waitFor()
    await desk.holds(operator, 'halts-none')
  })

  await desk.step('an operator sees what a halt hits before the button works', async () => {
    await form.getByRole('combobox', { name: 'Which one' }).selectOption(AGENT)
    await form.getByRole('region', { name: `What a halt of agent ${AGENT} hits` }).getByText('Agents that ask them').waitFor()
    const button = form.getByRole('button', { name: `Halt agent ${AGENT}` })
    check(await button.isDisabled(), 'Nobody halts without a reason')
    await form.getByRole('textbox', { name: 'Reason' }).fill('It quotes an old policy.')
    check(await button.isEnabled(), 'With a reason and a preview it can be halted')
    await desk.holds(operator, 'halts-preview')
    await button.click()
    await halted.getByText('It quotes an old policy.').waitFor()
    await desk.holds(operator, 'halts-in-force')
  })

  try {
    await desk.step('who looks at the agent or talks to it reads why it takes nothing', async () => {
      const builder = await desk.signIn('builder', `/agents/${AGENT}`)
      await builder.getByText('This agent is halted').waitFor()
      await desk.holds(builder, 'halts-agent')
      await desk.visit(builder, `/chat/${AGENT}`)
      await builder.getByText('This agent is halted').waitFor()
      await builder.getByRole('textbox', { name: 'Message' }).fill('Which warranty do frames carry?')
      await builder.keyboard.press('Enter')
      await builder.getByRole('log').getByText(/It quotes an old policy/).first().waitFor()
      await desk.holds(builder, 'halts-chat')
      await desk.visit(builder, '/halts')
      await builder.getByText('You may not lift it').waitFor()
      await builder.context().close()
    })

    await desk.step('an administrator types a name before a team stops', async () => {
      const admin = await desk.signIn('admin', '/halts?scope=team')
      const wide = admin.getByRole('region', { name: 'Halt something' })
      await wide.getByRole('combobox', { name: 'Which one' }).selectOption('sales')
      await wide.getByRole('region', { name: 'What a halt of team sales hits' }).waitFor()
      await wide.getByRole('textbox', { name: 'Reason' }).fill('A drill.')
      const button = wide.getByRole('button', { name: 'Halt team sales' })
      check(await button.isDisabled(), 'A team is not halted by one click')
      await wide.getByRole('textbox', { name: 'Type sales to confirm' }).fill('sales')
      check(await button.isEnabled(), 'A team is halted once its name is typed')
      await desk.holds(admin, 'halts-team')
      await admin.context().close()
    })
  } finally {
    await desk.step('the halt is lifted with a reason', async () => {
      await halted.getByRole('button', { name: `Lift the halt of agent ${AGENT}` }).click()
      await halted.getByRole('textbox', { name: 'Why it may go on' }).fill('The policy is the new one.')
      await desk.holds(operator, 'halts-lifting')
      await halted.getByRole('button', { name: 'Lift now' }).click()
      await halted.waitFor({ state: 'detached' })
      await operator.context().close()
    })
  }
})
