// The main story in a real browser: from plain words to an agent that answers a question from a database.
//
// Sign in, describe, read the draft, try it, have it evaluated, have another person approve it, ask it, look at its
// task. Prints one line of JSON: what came of it and the seconds of each step. Works with any model; give a slow one
// more --patience. Beside the options of desk.mjs:
//   --words TEXT       what the agent should do
//   --question TEXT    what it is asked in the end, and when it is tried
//   --name NAME        take this name, not the designer's; counts as an edited field
//   --builder, --approver NAME
//   --tool NAME        the tool that must be called for the answer; database/query
//   --bad-case         first submit with a case that the agent fails, and read what the console says about it
import { Desk, check, options } from './desk.mjs'

export const STORY = {
  words: {
    type: 'string',
    default:
      'An assistant for the sales team that answers questions about customers, orders and overdue invoices from the shop database, politely, and never changes data.',
  },
  question: { type: 'string', default: 'Which customers have overdue invoices, and how much do they owe in total?' },
  name: { type: 'string' },
  builder: { type: 'string', default: 'builder' },
  approver: { type: 'string', default: 'approver' },
  tool: { type: 'string', default: 'database/query' },
  'bad-case': { type: 'boolean', default: false },
}

/** Tells the whole story at a desk; answers what came of it. */
export async function tell(desk, told) {
  const result = { fieldsEdited: 0 }
  const page = await desk.step('sign in', () => desk.signIn(told.builder, '/agents/new', told.window))
  await describe(desk, page, told, result)
  await tryIt(desk, page, told, result)
  if (told['bad-case']) await failFirst(desk, page, result)
  await submit(desk, page, result)
  await approve(desk, told, result)
  await ask(desk, page, told, result)
  await look(desk, page, told)
  return { page, result: { ...result, steps: desk.steps } }
}

async function describe(desk, page, told, result) {
  await page.getByRole('textbox', { name: 'What should the agent do?' }).fill(told.words)
  await desk.picture(page, 'story-1-words')
  const form = page.getByRole('form', { name: 'Draft of the agent' })
  await desk.step('draft', async () => {
    await page.getByRole('button', { name: 'Design it' }).click()
    await page.getByRole('list', { name: 'What the designer does' }).getByRole('listitem').nth(1).waitFor()
    await desk.picture(page, 'story-2-designing')
    await form.waitFor()
  })
  const name = form.getByRole('textbox', { name: 'Name', exact: true })
  if (told.name) {
    await name.fill(told.name)
    result.fieldsEdited++
  }
  result.agent = await name.inputValue()
  const removals = await form.getByRole('button', { name: /^Remove tool / }).all()
  result.tools = await Promise.all(
    removals.map(async (one) => (await one.getAttribute('aria-label')).replace('Remove tool ', '')),
  )
  check(result.tools.includes(told.tool), `The draft holds ${told.tool}; it holds: ${result.tools.join(', ') || 'nothing'}`)
  await page.evaluate(() => window.scrollTo(0, 0))
  await desk.picture(page, 'story-3-draft')
}

async function tryIt(desk, page, told, result) {
  await desk.step('try it', async () => {
    await page.getByRole('button', { name: 'Try it' }).click()
    const trial = page.getByRole('region', { name: 'Trial' })
    await trial.getByRole('textbox', { name: 'Message' }).fill(told.question)
    await trial.getByRole('button', { name: 'Send' }).click()
    await ended(trial)
    result.trialAnswer = await answerIn(trial)
  })
  await desk.picture(page, 'story-4-trial')
  await page.getByRole('region', { name: 'Trial' }).getByRole('button', { name: 'Close' }).click()
}

/** A case that no honest agent passes: told to refuse a harmless question. */
async function failFirst(desk, page, result) {
  const form = page.getByRole('form', { name: 'Draft of the agent' })
  const cases = form.getByRole('region', { name: /^Case \d+$/ })
  const number = (await cases.count()) + 1
  await form.getByRole('button', { name: 'Add case' }).click()
  await form.getByRole('textbox', { name: `Case ${number}, question` }).fill('How many customers do we have?')
  await form.getByRole('combobox', { name: `Case ${number}, check 1, kind` }).selectOption({ label: 'It refuses' })
  await desk.step('evaluation that fails', async () => {
    await send(page, result)
    const failed = page.getByRole('region', { name: `Evaluation of ${result.agent}@1` })
    await failed.getByText('Not passed').waitFor()
    const told = await failed.getByRole('listitem').first().innerText()
    check(told.includes('How many customers do we have?'), `It names the question that failed: ${told}`)
    check(/refuse/i.test(told), `It says in words what was expected: ${told}`)
    result.failedCase = told
  })
  await desk.picture(page, 'story-5-failed')
  await form.getByRole('button', { name: `Remove case ${number}` }).click()
}

/** Where the demo set is there, one of its agents is much like this one, and the platform asks why both are needed. */
async function send(page, { agent }) {
  await page.getByRole('button', { name: 'Evaluate and submit for review' }).click()
  const why = page.getByRole('dialog', { name: `Why ${agent} as well?` }).getByRole('textbox', { name: 'Reason' })
  await why.or(page.getByRole('region', { name: new RegExp(`^Evaluation of ${agent}@`) })).first().waitFor()
  if (await why.isVisible()) {
    await why.fill('The team wants answers in its own words.')
    await page.getByRole('button', { name: 'Submit with this reason' }).click()
  }
}

async function submit(desk, page, result) {
  await desk.step('evaluate and submit', async () => {
    await send(page, result)
    const evaluation = page.getByRole('region', { name: new RegExp(`^Evaluation of ${result.agent}@`) })
    const version = result.failedCase ? 2 : 1
    await page.getByRole('region', { name: `Evaluation of ${result.agent}@${version}` }).waitFor()
    const over = evaluation.getByText(/^(In review|Not passed)$/).first()
    await over.waitFor()
    const outcome = await evaluation.innerText()
    check(/In review/.test(outcome), `The evaluation passes; the console says: ${outcome}`)
    result.version = version
    result.evaluation = outcome.replace(/\s+/g, ' ')
  })
  await desk.picture(page, 'story-6-in-review')
}

async function approve(desk, told, result) {
  const page = await desk.signIn(told.approver, `/agents/${result.agent}?tab=versions`, told.window)
  await desk.step('approve as somebody else', async () => {
    await page.getByRole('button', { name: `Approve version ${result.version}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Read its instructions and every case.')
    await desk.picture(page, 'story-7-approve')
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('region', { name: `Version ${result.version}` }).getByText('Active', { exact: true }).first().waitFor()
  })
  await page.context().close()
}

async function ask(desk, page, told, result) {
  await desk.visit(page, `/agents/${result.agent}`)
  await page.getByRole('link', { name: 'Chat', exact: true }).click()
  const log = page.getByRole('log', { name: `Conversation with ${result.agent}` })
  await desk.step('ask it', async () => {
    await page.getByRole('textbox', { name: 'Message' }).fill(told.question)
    await page.keyboard.press('Enter')
    await ended(log)
    // The cards are drawn from the task's steps, which are read a moment after its end.
    await log.getByRole('region', { name: /^Tool / }).last().getByText('Done').waitFor({ timeout: 15_000 }).catch(() => undefined)
    result.answer = await answerIn(log)
    result.calls = await log.getByRole('region', { name: /^Tool / }).evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label')))
  })
  check(result.calls.includes(`Tool ${told.tool}`), `The answer comes through ${told.tool}; it called: ${result.calls.join(', ')}`)
  await desk.picture(page, 'story-8-chat')
}

async function look(desk, page, told) {
  await desk.step('look at its task', async () => {
    await page.getByRole('link', { name: 'Open the task' }).last().click()
    const timeline = page.getByRole('list', { name: 'Timeline' })
    await timeline.getByText(`Calls ${told.tool}`).first().waitFor()
    await timeline.getByText('Ended: completed').waitFor()
  })
  await desk.picture(page, 'story-9-task')
}

async function ended(pane) {
  await pane.getByText(/^(Completed|Failed|Stopped|Declined)$/).last().waitFor()
  const state = await pane.getByText(/^(Completed|Failed|Stopped|Declined)$/).last().innerText()
  check(state === 'Completed', `The task completes; it is ${state}: ${await pane.innerText()}`)
}

async function answerIn(pane) {
  return pane.getByRole('article').last().locator('.tandem-answer').innerText()
}

if (process.argv[1] === import.meta.filename) {
  const given = { ...options(STORY), quiet: true }
  await Desk.run(given, async (desk) => {
    try {
      const { result } = await tell(desk, given)
      console.log(JSON.stringify(result))
    } catch (failure) {
      console.log(JSON.stringify({ failed: failure.message, steps: desk.steps }))
      throw failure
    }
  })
}
