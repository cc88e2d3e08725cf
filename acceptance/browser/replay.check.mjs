// What people asked lately is asked of a version, and the page shows what differs. On the platform of ReplayTest.
import { Desk, options } from './desk.mjs'

const given = options()
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('operator', '/agents/booker?tab=evaluations')

  await desk.step('requests are replayed from the agent’s page', async () => {
    await page.getByRole('list', { name: 'Replays' }).waitFor()
    await desk.holds(page, 'replays-of-agent')
    await page.getByRole('combobox', { name: 'Version' }).selectOption('3')
    await page.getByRole('button', { name: 'Replay requests' }).click()
    await page.getByRole('heading', { name: 'Replay of requests with booker@3' }).waitFor()
  })

  await desk.step('the page says what differs, request by request', async () => {
    await page.getByText('Something differs').waitFor()
    await page.getByText(/2 calls are not on record and were not made/).waitFor()
    const first = page.getByRole('grid', { name: 'Requests' }).getByRole('row').nth(1)
    await first.getByText('Would have called outside/record').waitFor()
    await first.getByText('not on record, not made').waitFor()
    await desk.holds(page, 'replay-differs')
  })

  await desk.step('one that is the same says so', async () => {
    const { body } = await desk.ask(page, 'GET', '/api/v1/replays?agent=booker')
    const same = body.items.find((one) => one.version === '2' && one.state === 'DONE')
    await desk.visit(page, `/replays/${same.id}`)
    await page.getByText('As before').waitFor()
    await desk.holds(page, 'replay-as-before')
  })
})
