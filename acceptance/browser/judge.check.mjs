// A judge is made, labelled, calibrated; the report says what it said and whether it counts. On the platform of JudgeTest.
import { Desk, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/judges')
  const name = `brief-${Date.now().toString(36)}`

  await desk.step('a judge is made', async () => {
    await desk.holds(page, 'judges')
    await page.getByRole('button', { name: 'New judge' }).click()
    await page.getByRole('textbox', { name: /^Name/ }).fill(name)
    await page.getByRole('textbox', { name: 'What an answer has to meet' }).fill('The answer is polite and says please.')
    await desk.holds(page, 'judge-new')
    await page.getByRole('button', { name: 'Save judge' }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await page.getByRole('heading', { name: /On deep: advice only/ }).waitFor()
    await desk.holds(page, 'judge-without-labels')
  })

  await desk.step('answers are labelled by hand and from a file', async () => {
    await page.getByRole('button', { name: 'Label more answers' }).click()
    await page.getByRole('textbox', { name: 'What was asked' }).fill('Where is my order?')
    await page.getByRole('textbox', { name: 'The answer' }).fill('Give me its number, please.')
    await page.getByRole('radio', { name: 'Yes' }).check()
    await desk.holds(page, 'judge-label')
    await page.getByRole('button', { name: 'Label it' }).click()
    await page.getByText('Labelled so far: 1 that meet the rubric').waitFor()
    const lines = ['input,answer,meets,reason']
    for (let at = 1; at <= 20; at++) {
      lines.push(`question ${at},"Wait a moment, please.",yes,`, `question ${at},Not now.,${at === 20 ? 'yes' : 'no'},short`)
    }
    lines.push('question 21,Never.,no,short')
    await page.locator('input[type=file]').setInputFiles({ name: 'labels.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) })
    await page.getByText('41 labelled').waitFor()
  })

  await desk.step('it is calibrated, and the page shows how well it agrees', async () => {
    await page.getByRole('button', { name: 'Calibrate' }).click()
    await page.getByRole('heading', { name: 'On deep: counts' }).waitFor()
    await page.getByRole('heading', { name: 'On fast: counts' }).waitFor()
    await page.getByRole('img', { name: 'Both say yes to 21, only the judge to 0, only people to 1, neither to 20' }).first().waitFor()
    await page.getByRole('img', { name: /^Kappa 0\.95, between/ }).first().waitFor()
    await desk.holds(page, 'judge-calibrated')
  })

  await desk.step('the report shows what the judge said, and whether it counts', async () => {
    const { body } = await desk.ask(page, 'GET', '/api/v1/evaluations?agent=greeter&version=2')
    await desk.visit(page, `/evaluations/${body.items[0].id}`)
    await page.getByText('polite says no, counts').first().waitFor()
    await desk.holds(page, 'evaluation-judged')
    const first = (await desk.ask(page, 'GET', '/api/v1/evaluations?agent=greeter&version=1')).body.items[0]
    await desk.visit(page, `/evaluations/${first.id}`)
    await page.getByText('polite says no, advice only').first().waitFor()
    await desk.holds(page, 'evaluation-advice')
  })

  await desk.step('an answer is labelled beside the report', async () => {
    await page.getByRole('button', { name: 'Label for a judge' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The answer: No idea.').waitFor()
    await desk.holds(page, 'label-an-answer')
    await dialog.getByRole('button', { name: 'It does not' }).click()
    await page.getByRole('button', { name: 'Labelled' }).waitFor()
  })

  await desk.step('the list tells which ones count', async () => {
    await desk.visit(page, '/judges')
    await page.getByRole('link', { name }).waitFor()
    await desk.holds(page, 'judges-filled')
  })
})
