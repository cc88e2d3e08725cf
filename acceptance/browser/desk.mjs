// What every browser check stands on: a real browser, people who sign in on the identity provider's own page, steps
// that are timed, pictures, and axe on each page in light and dark.
//
// Options of every script here:
//   --url URL        the platform; TANDEM_URL or http://localhost:8080
//   --home FOLDER    its data folder, which holds demo-users.json; TANDEM_HOME or ~/.tandem
//   --pictures DIR   keep pictures of the pages there
//   --patience SECS  how long anything may take; 60
//   --console DIR    the console's built files, instead of those that the platform serves
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const GRAVE = new Set(['serious', 'critical'])

/** The options above, and those that a script has besides. */
export function options(more = {}) {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env.TANDEM_URL ?? 'http://localhost:8080' },
      home: { type: 'string', default: process.env.TANDEM_HOME ?? join(homedir(), '.tandem') },
      pictures: { type: 'string' },
      patience: { type: 'string', default: '60' },
      console: { type: 'string' },
      ...more,
    },
  })
  return { ...values, patience: Number(values.patience) * 1000 }
}

export class Desk {
  #browser
  #options
  #pages = []
  #faults = []
  steps = []

  constructor(browser, given) {
    this.#browser = browser
    this.#options = given
    if (given.pictures) mkdirSync(given.pictures, { recursive: true })
  }

  /** Runs a script; ends the process with 1 and a picture of each page when something is not as it should be. */
  static async run(given, script) {
    const executablePath = process.env.TANDEM_BROWSER ?? BROWSERS.find(existsSync)
    if (!executablePath) throw new Error('No Chromium found: install one, or set TANDEM_BROWSER to its path.')
    const browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        // Files that are put in for the platform's own come from nowhere, and nowhere may not call loopback.
        ...(given.console ? ['--disable-features=LocalNetworkAccessChecks'] : []),
      ],
    })
    const desk = new Desk(browser, given)
    try {
      await script(desk)
      if (desk.#faults.length > 0) throw new Error(desk.#faults.join('\n'))
    } catch (failure) {
      await desk.#keepEvidence()
      console.log(`${desk.steps.length} steps done, then: ${failure.message}`)
      process.exitCode = 1
    } finally {
      await browser.close()
    }
  }

  /** A window of somebody who has just signed in and looks at that page. */
  async signIn(person, path = '/', window = {}) {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      locale: 'en-GB',
      acceptDownloads: true,
      ...window,
    })
    context.setDefaultTimeout(this.#options.patience)
    if (this.#options.console) await serveFrom(context, this.#options)
    const page = await context.newPage()
    page.on('pageerror', (failure) => this.#faults.push(`${person}, ${page.url()}: ${failure.message}`))
    page.on('console', (message) => {
      if (/Content Security Policy|React|Warning:/.test(message.text()) && message.type() === 'error') {
        this.#faults.push(`${person}, ${page.url()}: ${message.text()}`)
      }
    })
    this.#pages.push({ person, page })
    await page.goto(this.#options.url + path)
    const signedIn = page.getByRole('button', { name: `Signed in as ${person}` })
    const refused = page.getByText(/Invalid username or password/).first()
    for (let attempt = 1; attempt <= 3; attempt++) {
      await page.locator('#username').fill(person)
      await page.locator('#password').fill(this.password(person))
      await page.locator('#kc-login').click()
      await signedIn.or(refused).first().waitFor()
      if (await signedIn.isVisible()) return page
      // The provider refuses a sign-in that meets another one of the same person.
    }
    throw new Error(`${person} cannot sign in`)
  }

  password(person) {
    const people = JSON.parse(readFileSync(join(this.#options.home, 'demo-users.json'), 'utf8'))
    return people.find(({ username }) => username === person).password
  }

  /** Opens an address as somebody does who was sent a link. */
  async visit(page, path) {
    await page.goto(this.#options.url + path)
    await page.locator('#main-content h1').waitFor()
  }

  /** One timed step of a script, told as `NAME: ok`. */
  async step(name, act) {
    const begun = performance.now()
    const result = await act()
    this.steps.push({ step: name, seconds: Number(((performance.now() - begun) / 1000).toFixed(1)) })
    if (!this.#options.quiet) console.log(`${name}: ok`)
    return result
  }

  /** The page as it is holds in light and dark: no grave finding of axe, nothing wider than the window. */
  async holds(page, name) {
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains('pf-v6-theme-dark') === dark,
        theme === 'dark',
      )
      // Colours that are still fading from one theme to the other have neither theme's contrast.
      await page.evaluate(() =>
        Promise.allSettled(
          document
            .getAnimations()
            .filter((one) => one instanceof CSSTransition)
            .map((one) => one.finished),
        ),
      )
      await this.picture(page, `${name}-${theme}`, true)
      await page.evaluate(AXE)
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
      for (const { id, impact, nodes } of violations.filter((one) => GRAVE.has(one.impact))) {
        const where = nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')
        this.#faults.push(`${name} in ${theme}: ${impact}, ${id}: ${where}`)
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wide > 0) this.#faults.push(`${name} in ${theme} is ${wide} pixels wider than the window`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }

  async picture(page, name, whole = false) {
    if (!this.#options.pictures) return
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(this.#options.pictures, `${name}.png`), fullPage: whole, animations: 'disabled' })
  }

  /** The platform's answer to a request of the person who is signed in on that page. */
  async ask(page, method, path, body, type = 'application/json') {
    const token = await page.evaluate(() => {
      const kept = Object.keys(sessionStorage).find((key) => key.startsWith('oidc.user:'))
      return JSON.parse(sessionStorage.getItem(kept)).access_token
    })
    const response = await fetch(this.#options.url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': type }) },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }

  /** Waits until something holds that only asking again can tell. */
  async until(what, holds) {
    const end = performance.now() + this.#options.patience
    for (;;) {
      const found = await holds()
      if (found) return found
      if (performance.now() > end) throw new Error(`waited in vain until ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }

  async #keepEvidence() {
    const folder = this.#options.pictures ?? 'failures'
    mkdirSync(folder, { recursive: true })
    for (const { person, page } of this.#pages) {
      await page.screenshot({ path: join(folder, `failed-${person}.png`), fullPage: true }).catch(() => undefined)
      console.log(`${person} was at ${page.url()}; see ${join(folder, `failed-${person}.png`)}`)
    }
  }
}

async function serveFrom(context, { url, console: folder }) {
  const types = { css: 'text/css', html: 'text/html', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' }
  await context.route(`${url}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    if (/^\/(api|a2a|v1|console-config)/.test(pathname)) return route.continue()
    const path = join(folder, /\.\w+$/.test(pathname) ? pathname : 'index.html')
    if (!existsSync(path)) {
      // The page that somebody was sent back to from signing in is the platform's, and names its own files.
      const own = new RegExp(`/assets/index-[^"]+\\.${path.split('.').at(-1)}`).exec(readFileSync(join(folder, 'index.html'), 'utf8'))[0]
      return own.endsWith('.js')
        ? route.fulfill({ body: `import '${own}'`, contentType: types.js })
        : route.fulfill({ body: readFileSync(join(folder, own)), contentType: types.css })
    }
    return route.fulfill({ body: readFileSync(path), contentType: types[path.split('.').at(-1)] ?? 'application/octet-stream' })
  })
}

/** Fails with that sentence unless something holds. */
export function check(holds, sentence) {
  if (!holds) throw new Error(sentence)
}
