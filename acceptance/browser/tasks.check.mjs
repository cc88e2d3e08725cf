// The timeline: who, version, model, tokens, cost, tool, arguments, decision; the tasks of peers inside it.
import { Desk, check, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/chat/sales-coordinator')
  await page.getByRole('textbox', { name: 'Message' }).fill('Who has overdue invoices, and what do our payment terms say about it?')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('Completed').waitFor()
  await page.getByRole('link', { name: 'Open the task' }).click()
  const timeline = page.getByRole('list', { name: 'Timeline' }).first()

  await desk.step('a task tells who, which version, model, tokens and cost', async () => {
    await timeline.getByText('Ended: completed').waitFor()
    const facts = await page.getByRole('region', { name: 'About the task' }).innerText()
    for (const fact of ['sales-coordinator@1', 'builder', 'scripted', 'no cost']) {
      check(facts.includes(fact), `The facts name ${fact}: ${facts}`)
    }
    check(/\d+ in, \d+ out/.test(facts), `The facts count tokens: ${facts}`)
    await desk.holds(page, 'task')
  })

  await desk.step('the tasks of peers are steps inside', async () => {
    await timeline.getByText('Agent shop-analyst replied').waitFor()
    await timeline.getByText('Agent policy-clerk replied').waitFor()
    await timeline.getByRole('button', { name: 'Show its steps' }).first().click()
    await timeline.getByText('Calls database/query').waitFor()
    await desk.holds(page, 'task-peers')
  })

  await desk.step('a task of a peer leads back to the one it is part of', async () => {
    const parent = page.url()
    await timeline.getByRole('link', { name: 'Open the child task' }).first().click()
    await page.getByText('Part of').waitFor()
    await page.getByRole('list', { name: 'Timeline' }).getByText('Calls database/query').waitFor()
    await desk.holds(page, 'task-child')
    await page.getByRole('region', { name: 'About the task' }).getByRole('link').last().click()
    await timeline.getByText('Agent policy-clerk replied').waitFor()
    check(page.url() === parent, `It leads back: ${page.url()}`)
  })

  await desk.step('a task of somebody else is not found', async () => {
    const path = new URL(page.url()).pathname
    const other = await desk.signIn('builder2', path)
    await other.getByText('The task cannot be shown').waitFor()
    await desk.holds(other, 'task-unseen')
    await other.context().close()
  })

  await desk.step('the conversation is one click away', async () => {
    await page.getByRole('link', { name: 'Open the conversation' }).click()
    await page.getByRole('log').getByText(/payment terms say/).waitFor()
  })
})
