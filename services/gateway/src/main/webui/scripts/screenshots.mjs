// Signs in, opens every page in light and dark, checks each with axe, and takes pictures.
// Usage: npm run screenshots -- FOLDER [--sample] [--as NAME]; TANDEM_URL and TANDEM_HOME say which platform.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { launch, signIn, url } from './browser.mjs'
import { useSamples } from './sample.mjs'

const args = process.argv.slice(2)
const folder = args[0] ?? 'screenshots'
const person = args.includes('--as') ? args[args.indexOf('--as') + 1] : 'builder'
const sample = args.includes('--sample')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(folder, { recursive: true })

const agent = process.env.TANDEM_AGENT ?? (sample ? 'shop-helper' : 'echo')
const PAGES = [
  ['home', '/'],
  ['agents', '/agents'],
  ['new-agent', '/agents/new'],
  ['agent', `/agents/${agent}`],
  ['agent-versions', `/agents/${agent}?tab=versions`],
  ['agent-evaluations', `/agents/${agent}?tab=evaluations`],
  ['agent-grants', `/agents/${agent}?tab=grants`],
  ['agent-runs', `/agents/${agent}?tab=runs`],
  ['chat', '/chat/echo', chat],
  ...(sample ? [['designed', '/agents/new', designed], ['task', '/tasks/task-1']] : [['task', undefined, openTask]]),
  ['approvals', '/approvals'],
  ['connectors', '/connectors?open=database'],
  ['audit', '/audit'],
]

async function chat(page) {
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello\nTandem')
  await page.keyboard.press('Enter')
  await page.getByText('Completed').last().waitFor()
}

async function openTask(page) {
  await page.getByRole('link', { name: 'Open the task' }).first().click()
}

async function designed(page) {
  await page.getByRole('button', { name: /^Use this: Answers from data/ }).click()
  await page.getByRole('button', { name: 'Design it' }).click()
  await page.getByRole('form', { name: 'Draft of the agent' }).waitFor()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('region', { name: 'Trial' }).waitFor()
}

let serious = 0
const browser = await launch()
try {
  for (const theme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme, bypassCSP: true })
    const page = await context.newPage()
    page.on('pageerror', (failure) => console.log(`page error: ${failure.message}`))
    if (sample) await useSamples(page)
    await signIn(page, person)
    for (const [name, path, act] of PAGES) {
      if (path) await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (act) await act(page)
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`), fullPage: true })
      await page.evaluate(axe)
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') serious++
        console.log(`${name} ${theme}: ${impact} ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`)
      }
    }
    await context.close()
  }
} finally {
  await browser.close()
}
console.log(serious === 0 ? 'No serious accessibility finding.' : `${serious} serious accessibility findings.`)
process.exitCode = serious === 0 ? 0 : 1
