// What a team is judged by: proposed with its cases, put in force by another person, felt by the next call, taken back.
import { Desk, check, options } from './desk.mjs'

const CAP = `@id("credit-cap")
@reason("Credit notes end at 20 euros.")
@change("the head of sales")
forbid (principal, action == Tandem::Action::"shop/create_credit_note", resource)
unless { context.numbers has amount && context.numbers.amount.lessThanOrEqual(decimal("20.0")) };
`
const CASES = JSON.stringify(
  [
    { name: 'over the cap', expect: 'DENY', tool: { tool: 'shop/create_credit_note', arguments: { invoice_number: 'INV-00017', amount: '25.00', reason: 'damaged' } } },
    { name: 'within the cap', expect: 'ASK', tool: { tool: 'shop/create_credit_note', arguments: { invoice_number: 'INV-00017', amount: '15.00', reason: 'damaged' } } },
  ],
  null,
  2,
)

const given = options()
await Desk.run(given, async (desk) => {
  const builder = await desk.signIn('builder', '/policies')
  const proposal = builder.getByRole('region', { name: 'Proposal' })

  await desk.step('what is built in is there to read', async () => {
    await builder.getByRole('button', { name: 'What is built in' }).click()
    await builder.getByRole('region', { name: 'Built-in policies' }).getByText(/tandem\/writes-need-approval/).waitFor()
    await desk.holds(builder, 'policies-built-in')
    await builder.getByRole('button', { name: 'What is built in' }).click()
  })

  await desk.step('a builder tries a proposal out and is told what is wrong', async () => {
    await builder.getByRole('button', { name: 'Propose policies' }).click()
    await proposal.getByRole('button', { name: 'Text' }).click()
    await proposal.getByRole('textbox', { name: 'Policies' }).fill(CAP.replace('numbers.amount', 'numbers.amuont'))
    await proposal.getByRole('textbox', { name: 'Cases' }).fill(CASES)
    await proposal.getByRole('button', { name: 'Try it out' }).click()
    await proposal.getByRole('list', { name: 'Findings' }).getByText(/amuont/).first().waitFor()
    await desk.holds(builder, 'policies-wrong')
  })

  await desk.step('plain words become rules that can be looked at and changed', async () => {
    await proposal.getByRole('button', { name: 'Cancel' }).click()
    await builder.getByRole('button', { name: 'Propose policies' }).click()
    await proposal.getByRole('textbox', { name: 'In plain words' }).fill('No credit note above 20 euros. Be nice to everybody.')
    await desk.holds(builder, 'policies-words')
    await proposal.getByRole('button', { name: 'Make rules of it' }).click()
    await proposal.getByRole('heading', { name: 'Denied: calls of shop/create_credit_note, when amount is above 20.' }).waitFor()
    await proposal.getByText(/“Be nice to everybody.” It is about no tool/).waitFor()
    await proposal.getByRole('button', { name: 'Try it out' }).click()
    await proposal.getByText('It decides each case as expected').waitFor()
    await desk.holds(builder, 'policies-rules')
    await proposal.getByRole('button', { name: 'Text' }).click()
    check((await proposal.getByRole('textbox', { name: 'Policies' }).inputValue()).includes('lessThanOrEqual(decimal("20.0"))'), 'The rule is text, too')
    await desk.holds(builder, 'policies-rules-as-text')
  })

  await desk.step('and proposes it once each case is decided as expected', async () => {
    await proposal.getByRole('textbox', { name: 'Policies' }).fill(CAP)
    await proposal.getByRole('button', { name: 'Try it out' }).click()
    await proposal.getByText('It decides each case as expected').waitFor()
    await proposal.getByRole('textbox', { name: 'What changes and why' }).fill('Large credit notes are for people.')
    await desk.holds(builder, 'policies-proposal')
    await proposal.getByRole('button', { name: 'Propose', exact: true }).click()
    await builder.getByRole('region', { name: /^Revision \d+$/ }).first().getByText('Proposed').waitFor()
    await desk.holds(builder, 'policies-proposed')
    check((await builder.getByRole('button', { name: /^Enforce / }).count()) === 0, 'Who proposes does not enforce')
  })

  const approver = await desk.signIn('approver', '/policies')
  const newest = approver.getByRole('region', { name: /^Revision \d+$/ }).first()

  await desk.step('another person puts it in force', async () => {
    await newest.getByRole('button', { name: /^Revision / }).click()
    await newest.getByRole('textbox', { name: 'Reason' }).fill('Agreed with finance.')
    await newest.getByRole('button', { name: /^Enforce / }).click()
    await newest.getByText('In force').waitFor()
    await desk.holds(approver, 'policies-enforced')
  })

  try {
    await desk.step('the next call over the cap is refused in its words', async () => {
      const { body: trial } = await desk.ask(builder, 'POST', '/api/v1/agents/credit-clerk/draft/trial')
      await desk.visit(builder, `/chat/${trial.agent}`)
      await builder.getByRole('textbox', { name: 'Message' }).fill('Issue a credit note over 25.00 EUR on invoice INV-00017; goods damaged in transit.')
      await builder.keyboard.press('Enter')
      await builder.getByRole('log').getByText(/Credit notes end at 20 euros/).first().waitFor()
      await desk.holds(builder, 'policies-denied')
    })

    await desk.step('and its record tells why, and who can change it', async () => {
      const auditor = await desk.signIn('auditor', '/audit?tool=shop%2Fcreate_credit_note&decision=denied')
      await auditor.getByRole('row').filter({ hasText: 'Credit notes end at 20 euros' }).first().getByRole('button', { name: 'Details' }).click()
      const why = auditor.getByRole('region', { name: 'Why it was decided so' })
      await why.getByText('Credit notes end at 20 euros.').waitFor()
      await why.getByText(/the head of sales/).waitFor()
      await desk.holds(auditor, 'policies-why')
      await auditor.context().close()
    })
  } finally {
    await desk.step('it is taken back in one move', async () => {
      await newest.getByRole('textbox', { name: 'Reason' }).fill('The trial is over.')
      await newest.getByRole('button', { name: /^Take out of force / }).click()
      await newest.getByText('Replaced', { exact: true }).waitFor()
      await approver.context().close()
    })
  }
})
