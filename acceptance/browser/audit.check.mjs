// Audit: records in plain words, filters in the address, one record whole, verification, export.
import { readFileSync } from 'node:fs'
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('auditor', '/audit')
  const records = page.getByRole('grid', { name: 'Records' })

  await desk.step('what happened is told in words', async () => {
    await records.getByRole('row').nth(1).waitFor()
    await desk.holds(page, 'audit')
  })

  await desk.step('records are filtered, and the filter stands in the address', async () => {
    const form = page.getByRole('form', { name: 'Filter' })
    await form.getByRole('textbox', { name: 'Tool' }).fill('database/query')
    await form.getByRole('combobox', { name: 'Decision' }).selectOption('allowed')
    await form.getByRole('button', { name: 'Apply filter' }).click()
    await records.getByText(/database\/query/).first().waitFor()
    await page.waitForURL(/tool=database%2Fquery/)
    const rows = await records.getByRole('row').allInnerTexts()
    check(rows.slice(1).every((row) => row.includes('database/query')), `Only calls of the tool are shown: ${rows.join(' | ')}`)
    await page.reload()
    check((await form.getByRole('textbox', { name: 'Tool' }).inputValue()) === 'database/query', 'The form says what the address says')
    await page.goBack()
    await desk.until('the form follows the address', async () => (await form.getByRole('textbox', { name: 'Tool' }).inputValue()) === '')
    await page.goForward()
  })

  await desk.step('one record is shown whole', async () => {
    await records.getByRole('button', { name: 'Details' }).first().click()
    await records.getByText('Hash before it').first().waitFor()
    await desk.holds(page, 'audit-record')
  })

  await desk.step('nothing matches is said', async () => {
    // The word is new each time: a search is itself recorded, with its word.
    await desk.visit(page, `/audit?q=no-such-word-${Date.now().toString(36)}`)
    await page.getByText('No record matches').waitFor()
    await page.getByRole('button', { name: 'Show all records' }).click()
    await records.getByRole('row').nth(1).waitFor()
  })

  await desk.step('the ledger is verified', async () => {
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByText(/^(Success alert:)?\s*All [\d,]+ records are intact$/).waitFor()
    await desk.holds(page, 'audit-verified')
  })

  for (const [format, looks] of [['JSONL', /^\{.*"hash"/], ['CSV', /^[a-zA-Z]+,/]]) {
    await desk.step(`it is exported as ${format}`, async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Export ${format}` }).click()])
      check(file.suggestedFilename() === `ledger.${format.toLowerCase()}`, `The file is called ${file.suggestedFilename()}`)
      const text = readFileSync(await file.path(), 'utf8')
      check(looks.test(text), `It begins: ${text.slice(0, 80)}`)
    })
  }

  await desk.step('the evidence of a task is shown with its proofs, and saved as a signed PDF', async () => {
    await desk.visit(page, '/audit?tool=database%2Fquery&decision=allowed')
    await records.getByRole('link', { name: /^Evidence of task/ }).first().click()
    await page.getByText(/^(Success alert:)?\s*[\d,]+ records, each with its proof$/).waitFor()
    await page.getByRole('button', { name: 'Details' }).first().click()
    await page.getByText(/beside the way to its root/).first().waitFor()
    await desk.holds(page, 'evidence')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save signed PDF' }).click()])
    const bytes = readFileSync(await file.path())
    check(bytes.subarray(0, 5).toString() === '%PDF-', `It begins: ${bytes.subarray(0, 20).toString()}`)
    check(bytes.includes('tandem.ed25519.note'), 'It is signed')
  })

  await desk.step('who is no auditor sees their own, and cannot verify', async () => {
    const builder = await desk.signIn('builder', '/audit')
    await builder.getByText(/What you did and what happened in your tasks/).waitFor()
    check((await builder.getByRole('button', { name: /^(Verify|Export)/ }).count()) === 0, 'Neither is offered')
    await desk.holds(builder, 'audit-builder')
  })
})
