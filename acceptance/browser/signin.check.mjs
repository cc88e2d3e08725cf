// Home, the first steps that tick themselves, sign-in by deep link, renewal of tokens, themes, keyboard, sign-out.
import { Desk, check, options } from './desk.mjs'

const given = options()
const places = (page) => page.getByRole('navigation', { name: 'Places' })
await Desk.run(given, async (desk) => {
  const page = await desk.signIn('builder', '/audit?agent=echo')

  await desk.step('a deep link survives signing in', async () => {
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor()
    check(new URL(page.url()).search === '?agent=echo', `The address is kept: ${page.url()}`)
    check((await page.getByRole('textbox', { name: 'Agent' }).inputValue()) === 'echo', 'The filter is what the address says')
  })

  await desk.step('first steps tick themselves', async () => {
    await desk.visit(page, '/chat/echo')
    await page.getByRole('textbox', { name: 'Message' }).fill('Hello')
    await page.keyboard.press('Enter')
    await page.getByText('Completed').waitFor()
    await places(page).getByRole('link', { name: 'Home' }).click()
    await page.getByLabel('Ask an agent that is already there: done').waitFor()
    check((await page.getByLabel(/: (done|to do)$/).count()) === 4, 'There are four steps')
    await desk.holds(page, 'home')
  })

  await desk.step('somebody new has nothing ticked, and the next step at hand', async () => {
    const fresh = await desk.signIn('builder2')
    await fresh.getByLabel('Ask an agent that is already there: to do').waitFor()
    await fresh.getByRole('region', { name: 'First steps' }).getByRole('link', { name: 'Chat with echo' }).waitFor()
    await desk.holds(fresh, 'home-fresh')
    await fresh.context().close()
  })

  await desk.step('a token is renewed before it expires', async () => {
    await page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'))
      const user = JSON.parse(sessionStorage.getItem(key))
      sessionStorage.setItem(key, JSON.stringify({ ...user, expires_at: Math.floor(Date.now() / 1000) + 20 }))
    })
    const renewal = page.waitForRequest((request) => request.url().endsWith('/token') && /grant_type=refresh_token/.test(request.postData() ?? ''))
    const [, renewed] = await Promise.all([places(page).getByRole('link', { name: 'Connectors' }).click(), renewal])
    check(renewed.method() === 'POST', 'It is asked for at the identity provider')
    await page.getByRole('region', { name: 'Connector database' }).waitFor()
    const left = await page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'))
      return JSON.parse(sessionStorage.getItem(key)).expires_at - Date.now() / 1000
    })
    check(left > 60, `The new token lives for a while: ${left} s`)
  })

  await desk.step('everything is reached by keyboard', async () => {
    await desk.visit(page, '/')
    await page.keyboard.press('Tab')
    check((await page.evaluate(() => document.activeElement?.textContent)) === 'Skip to content', 'The skip link comes first')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const inside = await page.evaluate(() => document.getElementById('main-content')?.contains(document.activeElement))
    check(inside, 'After it comes what is on the page')
  })

  await desk.step('a theme is chosen and kept', async () => {
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('navigation', { name: 'Places' }).waitFor()
    check(await page.evaluate(() => document.documentElement.classList.contains('pf-v6-theme-dark')), 'It is dark after a reload')
    await page.getByRole('button', { name: 'Like the system' }).click()
  })

  await desk.step('an address that does not exist says so', async () => {
    await desk.visit(page, '/agents/no-such-agent')
    await page.getByText('The agent cannot be shown').waitFor()
    await desk.holds(page, 'no-such-agent')
  })

  await desk.step('a narrow window', async () => {
    const narrow = await desk.signIn('approver', '/', { viewport: { width: 390, height: 844 } })
    for (const path of ['/', '/agents', '/agents/shop-analyst', '/approvals', '/connectors?open=database', '/audit', '/chat/shop-analyst']) {
      await desk.visit(narrow, path)
      await desk.holds(narrow, `narrow${path.replace(/\W+/g, '-')}`)
    }
    await narrow.context().close()
  })

  await desk.step('signing out ends it', async () => {
    await page.getByRole('button', { name: 'Signed in as builder' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.locator('#username, #kc-logout').first().waitFor()
  })
})
