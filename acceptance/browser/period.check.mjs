// The report on a period: figures with bars, sentences, and the same as CSV and as a signed PDF.
import { readFileSync } from 'node:fs'
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('auditor', '/audit', { viewport: { width: 1440, height: 2400 } })

  await desk.step('what the ledger says of the last days is told', async () => {
    await page.getByRole('link', { name: 'Report' }).click()
    await page.getByRole('region', { name: /^Approvals asked for/ }).waitFor()
    await page.getByRole('list', { name: 'Access' }).getByText(/is active, with/).first().waitFor()
    await desk.holds(page, 'period')
  })

  await desk.step('a team is chosen, and stands in the address', async () => {
    const form = page.getByRole('form', { name: 'Period' })
    await form.getByRole('textbox', { name: 'Team' }).fill('sales')
    await form.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/team=sales/)
    await page.getByRole('region', { name: /^Denials/ }).waitFor()
    const changes = page.getByRole('region', { name: /^Changes/ })
    check((await changes.getByText(/^Record .* of platform$/).count()) === 0, 'Records of other chains are not told')
  })

  await desk.step('a period without anything is said', async () => {
    await desk.visit(page, '/audit/report?from=2020-01-01&to=2020-02-01')
    await page.getByRole('region', { name: 'Changes: 0' }).waitFor()
    await desk.holds(page, 'period-empty')
    await desk.visit(page, '/audit/report')
    await page.getByRole('list', { name: 'Access' }).waitFor()
  })

  for (const [button, file, looks] of [
    ['Save CSV', 'report.csv', /^"?[a-z]/],
    ['Save signed PDF', 'report.pdf', /^%PDF-/],
  ]) {
    await desk.step(`it is saved: ${file}`, async () => {
      const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
      check(saved.suggestedFilename() === file, `The file is called ${saved.suggestedFilename()}`)
      const text = readFileSync(await saved.path(), 'latin1')
      check(looks.test(text), `It begins: ${text.slice(0, 80)}`)
    })
  }

  await desk.step('who is no auditor is told who may', async () => {
    const builder = await desk.signIn('builder', '/audit/report')
    await builder.getByText(/Only auditors and administrators/).waitFor()
    await desk.holds(builder, 'period-builder')
  })
})
