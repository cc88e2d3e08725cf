// How real runs were scored, by version, and how many are. On the platform of ScoringTest, after it.
import { Desk, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/agents/greeter?tab=runs')
  const scores = page.getByRole('region', { name: 'Scores of real runs' })

  await desk.step('scores stand by version, with the runs that fell short', async () => {
    await scores.getByRole('img', { name: /^Share that passed on/ }).first().waitFor()
    await scores.getByRole('link', { name: 'judge: polite' }).first().waitFor()
    await desk.holds(page, 'scores')
  })

  await desk.step('somebody changes how many runs are scored', async () => {
    await scores.getByRole('button', { name: 'Change it' }).click()
    await scores.getByRole('spinbutton', { name: /Share of runs/ }).fill('101')
    await scores.getByText('It is from 0 to 100.').waitFor()
    await desk.holds(page, 'scores-terms')
    await scores.getByRole('spinbutton', { name: /Share of runs/ }).fill('50')
    await scores.getByRole('spinbutton', { name: /Runs a day/ }).fill('1')
    await scores.getByRole('button', { name: 'Save' }).click()
    await scores.getByText('Budget of today is used up', { exact: true }).waitFor()
    await desk.holds(page, 'scores-used-up')
  })

  await desk.step('a canary shows the scores of both versions', async () => {
    await desk.visit(page, '/agents/greeter')
    await page.getByRole('columnheader', { name: 'Scored' }).waitFor()
    await desk.holds(page, 'canary-scored')
  })
})
