// A real browser on the console, signed in through the identity provider's own page.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const url = process.env.TANDEM_URL ?? 'http://localhost:8080'
const home = process.env.TANDEM_HOME ?? join(homedir(), '.tandem')

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export function launch() {
  const executablePath = process.env.TANDEM_BROWSER ?? BROWSERS.find(existsSync)
  if (!executablePath) throw new Error('No Chromium found: install one, or set TANDEM_BROWSER to its path.')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}

export function password(name) {
  const people = JSON.parse(readFileSync(join(home, 'demo-users.json'), 'utf8'))
  return people.find((person) => person.username === name).password
}

export async function signIn(page, name, path = '/') {
  await page.goto(url + path)
  await page.locator('#username').fill(name)
  await page.locator('#password').fill(password(name))
  await page.locator('#kc-login').click()
  await page.getByRole('navigation', { name: 'Places' }).waitFor()
}
