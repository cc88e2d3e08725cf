// Calls that wait: told to who may decide, decided with a reason, never by who asked.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const builder = await desk.signIn('builder')
  const { body: trial } = await desk.ask(builder, 'POST', '/api/v1/agents/credit-clerk/draft/trial')
  await desk.visit(builder, `/chat/${trial.agent}`)
  await builder.getByRole('textbox', { name: 'Message' }).fill('Issue a credit note over 25.00 EUR on invoice INV-00017; goods damaged in transit.')
  await builder.keyboard.press('Enter')
  const call = builder.getByRole('log').getByRole('region', { name: 'Tool shop/create_credit_note' })
  await call.getByText('Waits for an approval').waitFor()

  await desk.step('who asked sees that it waits, and is offered no decision', async () => {
    await builder.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Approvals/ }).click()
    await builder.getByText(/You asked for this, so somebody else decides/).first().waitFor()
    check((await builder.getByRole('button', { name: /^Approve / }).count()) === 0, 'There is nothing to press')
    await desk.holds(builder, 'approvals-mine')
  })

  await desk.step('an approver approves with a reason', async () => {
    const approver = await desk.signIn('approver', '/approvals')
    const waiting = approver.getByRole('region', { name: /^Approval .* of shop\/create_credit_note$/ })
    await waiting.first().getByText('INV-00017').waitFor()
    await desk.holds(approver, 'approvals')
    const mine = waiting.first()
    const name = await mine.getAttribute('aria-label')
    check(await mine.getByRole('button', { name: 'Approve shop/create_credit_note' }).isDisabled(), 'A decision needs a reason')
    await mine.getByRole('textbox', { name: 'Reason' }).fill('The damage was photographed.')
    await mine.getByRole('button', { name: 'Approve shop/create_credit_note' }).click()
    await approver.getByRole('region', { name, exact: true }).getByRole('button').first().waitFor({ state: 'detached' })
    await approver.getByRole('button', { name: 'All' }).click()
    await approver.getByRole('region', { name, exact: true }).getByText(/Approved by approver: The damage was photographed\./).waitFor()
    await desk.holds(approver, 'approvals-all')
    await approver.context().close()
  })

  await desk.step('the agent goes on by itself', async () => {
    await builder.goBack()
    await builder.getByRole('log').getByText(/It is done\./).waitFor()
    await call.getByText(/Approved by approver/).waitFor()
    await desk.holds(builder, 'chat-approved')
  })

  await desk.step('where nothing waits, the page says what will', async () => {
    const other = await desk.signIn('approver2', '/approvals')
    await other.getByText('Nothing waits for an approval').waitFor()
    await desk.holds(other, 'approvals-none')
    await other.context().close()
  })
})
