// Erasures: what one takes is shown before it is proposed, somebody else carries it out, and the ledger stays whole.
import { Desk, check, options } from './desk.mjs'

const PERSON = 'operator'
const given = options()
await Desk.run(given, async (desk) => {
  await (await desk.signIn(PERSON)).context().close()
  const auditor = await desk.signIn('auditor', '/audit', { viewport: { width: 1440, height: 1300 } })
  const form = auditor.getByRole('region', { name: 'Propose an erasure' })

  await desk.step('nothing was erased, and the page says what to do', async () => {
    await auditor.getByRole('link', { name: 'Erasures' }).click()
    await auditor.getByText('Nothing was erased').waitFor()
    await desk.holds(auditor, 'erasures-none')
  })

  await desk.step('an auditor sees what goes, what stays and what is not reached', async () => {
    await form.getByRole('textbox', { name: 'Person' }).fill('nobody-of-that-name')
    await form.getByRole('button', { name: 'Show what it takes' }).click()
    await form.getByText('Nothing goes by that').waitFor()
    check((await form.getByRole('button', { name: 'Propose' }).count()) === 0, 'Nothing is not proposed')
    await form.getByRole('textbox', { name: 'Person' }).fill(PERSON)
    await form.getByRole('button', { name: 'Show what it takes' }).click()
    await form.getByRole('region', { name: 'What this erasure takes' }).getByText(/sign-in \d/).waitFor()
    const button = form.getByRole('button', { name: 'Propose' })
    check(await button.isDisabled(), 'Nobody proposes without a reason')
    await form.getByRole('textbox', { name: 'Reason' }).fill('Request 12')
    await desk.holds(auditor, 'erasures-preview')
    await button.click()
    await auditor.getByText('You proposed it: another auditor or administrator carries it out.').waitFor()
    await desk.holds(auditor, 'erasures-proposed')
  })

  await desk.step('an administrator carries it out', async () => {
    const admin = await desk.signIn('admin', '/audit/erasures')
    const button = admin.getByRole('button', { name: `Erase: Content of ${PERSON}` })
    await button.waitFor()
    check(await button.isDisabled(), 'Nobody erases by one click')
    await admin.getByRole('checkbox', { name: /There is no way back/ }).check()
    await desk.holds(admin, 'erasures-decide')
    await button.click()
    await admin.getByText('Erased', { exact: true }).waitFor()
    await admin.getByRole('button', { name: 'What it took and left' }).click()
    await desk.holds(admin, 'erasures-done')
    await admin.context().close()
  })

  await desk.step('the ledger is whole, and its verification says what was erased', async () => {
    await desk.visit(auditor, '/audit')
    await auditor.getByRole('button', { name: 'Verify' }).click()
    await auditor.getByText(/^(Success alert:)?\s*All [\d,]+ records are intact$/).waitFor()
    await auditor.getByText(/payloads? (was|were) erased by erasure/).waitFor()
    await desk.holds(auditor, 'erasures-verified')
  })

  await desk.step('who is no auditor is told who may', async () => {
    const builder = await desk.signIn('builder', '/audit/erasures')
    await builder.getByText(/Only auditors and administrators/).waitFor()
    await desk.holds(builder, 'erasures-builder')
  })
})
