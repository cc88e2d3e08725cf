// Calls that wait: told to who may decide, taken, handed on, changed, decided together, never by who asked.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const builder = await desk.signIn('builder')
  const { body: trial } = await desk.ask(builder, 'POST', '/api/v1/agents/credit-clerk/draft/trial')

  async function ask(amount, invoice) {
    await desk.visit(builder, `/chat/${trial.agent}`)
    await builder.getByRole('textbox', { name: 'Message' }).fill(`Issue a credit note over ${amount} EUR on invoice ${invoice}; goods damaged in transit.`)
    await builder.keyboard.press('Enter')
    const call = builder.getByRole('log').getByRole('region', { name: 'Tool shop/create_credit_note' })
    const details = call.getByRole('link', { name: 'What exactly waits, and who decides' })
    await details.waitFor()
    return { call, id: (await details.getAttribute('href')).split('/').pop() }
  }

  const { call, id } = await ask('25.00', 'INV-00017')
  await desk.holds(builder, 'chat-waiting')

  await desk.step('who asked sees that it waits, and is offered no decision', async () => {
    await builder.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Approvals/ }).click()
    await builder.getByText(/You asked for this, so somebody else decides/).first().waitFor()
    check((await builder.getByRole('button', { name: /^Approve / }).count()) === 0, 'There is nothing to press')
    await desk.holds(builder, 'approvals-mine')
  })

  const approver = await desk.signIn('approver', '/approvals')

  await desk.step('an approver approves with a reason', async () => {
    const name = `Approval ${id} of shop/create_credit_note`
    const mine = approver.getByRole('region', { name, exact: true })
    await mine.getByText('INV-00017').waitFor()
    await desk.holds(approver, 'approvals')
    check(await mine.getByRole('button', { name: 'Approve shop/create_credit_note' }).isDisabled(), 'A decision needs a reason')
    await mine.getByRole('textbox', { name: 'Reason' }).fill('The damage was photographed.')
    await mine.getByRole('button', { name: 'Approve shop/create_credit_note' }).click()
    await approver.getByRole('region', { name, exact: true }).waitFor({ state: 'detached' })
    await approver.getByRole('tab', { name: 'All' }).click()
    await approver.getByRole('region', { name, exact: true }).getByText(/Approved by approver: The damage was photographed\./).waitFor()
    await desk.holds(approver, 'approvals-all')
  })

  await desk.step('the agent goes on by itself', async () => {
    await builder.goBack()
    await builder.getByRole('log').getByText(/It is done\./).waitFor()
    await call.getByText(/Approved by approver/).waitFor()
    await desk.holds(builder, 'chat-approved')
  })

  await desk.step('an approver takes it, looks at what exactly it is, and approves less', async () => {
    const second = await ask('30.00', 'INV-00017')
    await approver.getByRole('tab', { name: /^Unassigned/ }).click()
    await approver
      .getByRole('region', { name: `Approval ${second.id} of shop/create_credit_note`, exact: true })
      .getByRole('link', { name: 'shop/create_credit_note' })
      .click()
    const exact = approver.getByRole('region', { name: 'Exactly this would be called' })
    await exact.getByText('INV-00017').waitFor()
    await approver.getByRole('region', { name: 'Who is behind it' }).getByText('builder').waitFor()
    await approver.getByRole('region', { name: 'The last ones of this agent' }).getByText(/The damage was photographed/).waitFor()
    await approver.getByRole('button', { name: 'Take it' }).click()
    await approver.getByText('approver takes care of it.').waitFor()
    await desk.holds(approver, 'approval')
    await approver.getByRole('button', { name: 'Change the arguments' }).click()
    await approver.getByRole('textbox', { name: /amount/i }).fill('20.00')
    await approver.getByRole('textbox', { name: 'Why it is changed' }).fill('Two thirds of it were fine.')
    await desk.holds(approver, 'approval-edit')
    await approver.getByRole('button', { name: 'Approve with these arguments' }).click()
    await exact.getByText(/Approved with other arguments by approver: Two thirds/).waitFor()
    await exact.getByRole('columnheader', { name: 'Asked for' }).waitFor()
    await desk.holds(approver, 'approval-edited')
    await second.call.getByText(/Approved with other arguments by approver/).waitFor()
    await desk.holds(builder, 'chat-edited')
  })

  await desk.step('several calls of one tool are decided with one reason', async () => {
    const both = [await ask('11.00', 'INV-00017'), await ask('12.00', 'INV-00017')]
    await desk.visit(approver, '/approvals')
    for (const one of both) await approver.getByRole('checkbox', { name: `Decide on ${one.id} together with others` }).check()
    const together = approver.getByRole('region', { name: 'Decide together' })
    await together.getByRole('textbox').fill('Not this month.')
    await desk.holds(approver, 'approvals-together')
    await together.getByRole('button', { name: 'Reject 2 calls' }).click()
    await together.getByText('2 calls decided.').waitFor()
    for (const one of both) await approver.getByRole('region', { name: `Approval ${one.id} of shop/create_credit_note`, exact: true }).waitFor({ state: 'detached' })
  })

  await desk.step('where nothing waits, the page says what will', async () => {
    const other = await desk.signIn('approver2', '/approvals')
    await other.getByText('Nothing waits for an approval').waitFor()
    await desk.holds(other, 'approvals-none')
    await other.context().close()
  })
})
