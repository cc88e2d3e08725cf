// Describe, draft, try, fail an evaluation, pass it, have it approved, ask; and what the designer's page does beside.
import { Desk, check, options } from './desk.mjs'
import { STORY, tell } from './story.mjs'

const given = { ...options(STORY), 'bad-case': true }
await Desk.run(given, async (desk) => {
  const { page, result } = await tell(desk, given)
  check(/\d+(\.\d\d)? EUR/.test(result.answer), `The answer names an amount: ${result.answer}`)

  await desk.step('change a draft in words', async () => {
    await desk.visit(page, `/agents/new?from=${result.agent}`)
    await page.getByRole('textbox', { name: 'Change it' }).fill('answer in two sentences at most')
    await page.getByRole('button', { name: 'Change the draft' }).click()
    const told = page.getByRole('region', { name: 'Words' })
    await told.getByText('What the designer changed').waitFor()
    await told.locator('ins', { hasText: 'two sentences at most' }).waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Draft saved.').waitFor()
    await desk.holds(page, 'designer-changed')
  })

  await desk.step('a draft outlives a reload while it is made', async () => {
    await desk.visit(page, '/agents/new')
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Use this: Answers from data' }).click()
    await desk.holds(page, 'designer-words')
    await page.getByRole('button', { name: 'Design it' }).click()
    await page.getByRole('list', { name: 'What the designer does' }).waitFor()
    await page.reload()
    await page.getByRole('form', { name: 'Draft of the agent' }).waitFor()
    await desk.holds(page, 'designer-draft')
  })

  await desk.step('what is wrong with a draft is told at its line', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Not a name')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('The draft was not saved').waitFor()
    await page.getByText(/metadata\.name/).waitFor()
    await desk.holds(page, 'designer-refused')
  })

  await desk.step('who is no builder is told so', async () => {
    const viewer = await desk.signIn('viewer', '/agents/new')
    await viewer.getByText('Only builders make agents').waitFor()
    await desk.holds(viewer, 'designer-viewer')
  })
})
