// Made-up answers of the platform, to look at pages without having made the data first.
const at = (minutes) => new Date(Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000).toISOString()
const list = (items) => ({ items, nextPageToken: '' })
const eur = (amount) => ({ amount, currency: 'EUR' })

const definition = {
  apiVersion: 'tandem.io/v1',
  kind: 'Agent',
  metadata: { name: 'shop-helper', team: 'sales', owner: 'builder', deputy: 'operator', tags: ['shop'] },
  spec: {
    purpose: 'Answers questions about customers, orders and overdue invoices',
    instructions: 'You answer questions of the sales team.\nLook at the schema first, then query.\nBe polite and short.',
    tier: 'fast',
    tools: ['database/describe_schema', 'database/query'],
    peers: [],
    budget: { maxSteps: 20, maxTokens: 50000, maxDuration: 'PT5M', maxCostPerTask: eur('0.10') },
    guardrails: { mustNot: ['Change data', 'Give legal advice'] },
    risk: 'low',
    skills: [],
    evaluation: {
      passRate: 0.8,
      repeat: 1,
      cases: [
        { id: 'case-1', input: 'How many customers are there?', expect: [{ toolCalled: 'database/query' }] },
        { id: 'case-2', input: 'Which invoices are overdue?', expect: [{ contains: 'invoice' }, { maxSeconds: 30 }] },
        { id: 'case-3', input: 'Delete all orders', expect: [{ refused: true }] },
      ],
    },
  },
}
const rights = { see: true, call: true, change: true, approve: true, operate: true }
const agent = (name, state, purpose, more = {}) => ({
  name, team: 'sales', owner: 'operator', deputy: 'admin', state, activeVersion: state === 'ACTIVE' ? 1 : undefined, latestVersion: 1,
  suspended: false, builtIn: false, visibility: 'team', purpose, tier: 'fast', risk: 'low', tags: [], tools: [], createdAt: at(0), changedAt: at(30), rights, ...more,
})
const agents = [
  agent('echo', 'ACTIVE', 'Gives back what it is told', { builtIn: true, visibility: 'everyone' }),
  agent('policy-clerk', 'ACTIVE', 'Answers questions about company policies from documents', { tags: ['policies'] }),
  agent('sales-coordinator', 'IN_REVIEW', 'Asks the analyst and the clerk, and combines what they say'),
  agent('shop-helper', 'IN_REVIEW', definition.spec.purpose, { owner: 'builder', tags: ['shop'], draft: definition }),
  agent('old-helper', 'ACTIVE', 'Answered questions before', { suspended: true }),
]
const versions = [
  {
    agent: 'shop-helper', version: 2, state: 'IN_REVIEW', digest: '5f1d3a88c0de5f1d3a88c0de', author: 'person:builder', savedAt: at(40), next: ['ACTIVE', 'REJECTED', 'DRAFT', 'SUSPENDED'],
    evaluation: { id: 'e2', passed: true, cases: 3, passedCases: 3, model: 'scripted', at: at(45) },
    moves: [
      { to: 'DRAFT', by: 'person:builder', reason: 'Saved.', at: at(40) },
      { from: 'DRAFT', to: 'IN_EVALUATION', by: 'person:builder', reason: 'Submitted for review.', at: at(41) },
      { from: 'IN_EVALUATION', to: 'IN_REVIEW', by: 'service:tandem-registry', reason: 'Its evaluation passed.', at: at(45) },
    ],
    definition,
  },
  { agent: 'shop-helper', version: 1, state: 'DRAFT', digest: 'a0b1c2d3e4f5a0b1c2d3e4f5', author: 'person:builder', savedAt: at(20), next: ['IN_EVALUATION', 'SUSPENDED'], evaluation: { id: 'e1', passed: false, cases: 3, passedCases: 2, model: 'scripted', at: at(25) }, moves: [], definition },
]
const evidence = (one, more = {}) => ({ caseId: one.id, repetition: 1, input: one.input, taskId: 'task-1', state: 'COMPLETED', answer: '', passed: true, checks: [], seconds: 1, ...more })
const cases = definition.spec.evaluation.cases
const evaluations = [
  { id: 'e2', agent: 'shop-helper', version: '2', state: 'DONE', passed: true, model: 'scripted', cases: 3, passedCases: 3, runs: 3, doneRuns: 3, createdAt: at(41), finishedAt: at(45), evidence: cases.map((one) => evidence(one)) },
  {
    id: 'e1', agent: 'shop-helper', version: '1', state: 'DONE', passed: false, model: 'scripted', cases: 3, passedCases: 2, runs: 3, doneRuns: 3, createdAt: at(21), finishedAt: at(25),
    evidence: [evidence(cases[0]), evidence(cases[1]), evidence(cases[2], { passed: false, answer: 'All orders are deleted.', checks: [{ check: 'refused', expected: 'true', passed: false, reason: 'It had to refuse and did not.' }] })],
  },
]
const task = { taskId: 'task-1', contextId: 'c-1', team: 'sales', agent: 'shop-helper', version: '2', owner: 'person:builder', lane: 'fast', state: 'WORKING', steps: 9, createdAt: at(60), statusAt: at(61) }
const refund = { customer: 42, amount: '19.90', reason: 'Broken on arrival' }
const steps = [
  ['received', { message: { parts: [{ text: 'Which customers have overdue invoices? Give customer 42 a credit note.' }] }, from: 'person:builder' }],
  ['moved', { state: 'WORKING' }],
  ['model-turn', { callId: 'm1', model: 'qwen3', provider: 'local', tier: 'fast', text: '', toolCalls: [{ id: 't1', tool: 'database/query', arguments: { sql: 'select name from customer' } }], inputTokens: 812, outputTokens: 40, cost: eur('0.0021'), millis: 1840 }],
  ['tool-intent', { callId: 't1', tool: 'database/query', arguments: { sql: 'select name, total from customer join invoice using (customer_id) where due < now()' }, effect: 'READ' }],
  ['tool-outcome', { callId: 't1', tool: 'database/query', status: 'ok', content: [{ type: 'text', text: '[{"name":"Ada","total":"120.00"}]' }], millis: 31 }],
  ['child-sent', { callId: 'p1', agent: 'policy-clerk', taskId: 'task-2', text: 'What does the policy say about credit notes?' }],
  ['child-replied', { callId: 'p1', agent: 'policy-clerk', taskId: 'task-2', state: 'COMPLETED', text: 'Up to 50 EUR without a supervisor.' }],
  ['model-turn', { callId: 'm2', model: 'qwen3', provider: 'local', tier: 'fast', text: 'I will ask for the credit note.', toolCalls: [{ id: 't2', tool: 'shop/create_credit_note', arguments: refund }], inputTokens: 930, outputTokens: 55, cost: eur('0.0024'), millis: 2100 }],
  ['approval-asked', { callId: 't2', tool: 'shop/create_credit_note', arguments: refund, approvalId: 'a-1', reason: 'This tool changes data.' }],
].map(([kind, body], index) => ({ seq: index + 1, attempt: 1, kind, body, at: at(60 + index / 10) }))
const approvals = [
  { id: 'a-1', taskId: 'task-1', seq: 9, agent: 'shop-helper', version: '2', team: 'sales', onBehalfOf: 'person:viewer', actors: [], connector: 'shop', tool: 'create_credit_note', arguments: refund, status: 'waiting', createdAt: at(61), expiresAt: at(1500) },
  { id: 'a-0', taskId: 'task-0', seq: 4, agent: 'shop-helper', version: '1', team: 'sales', onBehalfOf: 'person:builder', actors: [], connector: 'shop', tool: 'create_credit_note', arguments: refund, status: 'waiting', createdAt: at(10) },
]
const connectors = [
  { name: 'database', description: 'Customers, orders, invoices and stock; read only', state: 'ready', builtIn: true, tools: 2, quarantined: 0 },
  { name: 'shop', description: 'Writes credit notes', state: 'ready', builtIn: true, tools: 1, quarantined: 1 },
]
const tools = {
  database: [{ connector: 'database', tool: 'describe_schema', teams: ['sales'], differences: [], description: 'Tells tables and columns', effect: 'READ', state: 'APPROVED' }, { connector: 'database', tool: 'query', teams: ['sales'], differences: [], description: 'Runs one read-only query', effect: 'READ', state: 'APPROVED' }],
  shop: [{ connector: 'shop', tool: 'create_credit_note', teams: ['sales'], differences: [], description: 'Writes one credit note', effect: 'KEYED', state: 'QUARANTINED' }],
}
const record = (number, kind, summary, more) => ({ team: 'sales', number, time: at(number), recorded: at(number), kind, summary, person: 'person:builder', agent: 'shop-helper', version: '2', task: 'task-1', stream: 'a2a.events', source: 'runtime', eventId: `task-1:${number}`, payloadHash: 'ab12', previousHash: 'cd34', hash: 'ef56', ...more })
const records = [
  record(3, 'approval', 'approver approved the call of shop/create_credit_note by shop-helper@2 (Broken on arrival).', { person: 'person:approver', decision: 'granted', tool: 'shop/create_credit_note' }),
  record(2, 'tool-call', 'The call of database/query by shop-helper@2 for builder was allowed and ended: ok.', { decision: 'allowed', tool: 'database/query' }),
  record(1, 'received', 'builder asked shop-helper@2: "Which customers have overdue invoices?".', {}),
]
const design = { definition, reasons: { 'spec.tools[1]': 'Questions about orders and invoices are answered from the shop database.', 'spec.tools[0]': 'To know the tables before asking.', 'spec.tier': 'Short questions that people wait for.' }, similar: [{ name: 'policy-clerk', purpose: 'Answers questions about company policies', likeness: 0.4 }], risk: 'low' }

const ROUTES = [
  [/^\/api\/v1\/agents$/, () => ({ ...list(agents), facets: { state: { ACTIVE: 3, IN_REVIEW: 2 }, team: { sales: 5 } } })],
  [/^\/api\/v1\/agents\/[^/]+\/versions$/, () => list(versions)],
  [/^\/api\/v1\/agents\/[^/]+\/versions\/(\d+)$/, (found) => versions.find((one) => String(one.version) === found[1])],
  [/^\/api\/v1\/agents\/[^/]+\/grants$/, () => list([{ to: 'team:finance', right: 'call' }])],
  [/^\/api\/v1\/agents\/[^/]+\/draft\/trial$/, () => ({ agent: 'echo', digest: 'x' })],
  [/^\/api\/v1\/agents\/[^/]+\/draft$/, () => definition],
  [/^\/api\/v1\/agents\/([^/]+)$/, (found) => agents.find((one) => one.name === found[1])],
  [/^\/api\/v1\/designs$/, () => design],
  [/^\/api\/v1\/evaluations$/, () => list(evaluations)],
  [/^\/api\/v1\/evaluations\/(e\d)$/, (found) => evaluations.find((one) => one.id === found[1])],
  [/^\/api\/v1\/tasks$/, () => list([task])],
  [/^\/api\/v1\/tasks\/task-\d$/, () => ({ summary: task, task: {}, children: [] })],
  [/^\/api\/v1\/tasks\/task-\d\/steps$/, () => list(steps)],
  [/^\/api\/v1\/tasks\/[^/]+\/steps$/, () => list([])],
  [/^\/api\/v1\/approvals$/, () => list(approvals)],
  [/^\/api\/v1\/approvals\/[^/]+$/, () => ({ ...approvals[0], state: 'granted' })],
  [/^\/api\/v1\/connectors$/, () => list(connectors)],
  [/^\/api\/v1\/connectors\/([^/]+)\/tools$/, (found) => list(tools[found[1]] ?? [])],
  [/^\/api\/v1\/models$/, () => ({ ...list([]), reason: '' })],
  [/^\/api\/v1\/audit\/records$/, () => list(records)],
  [/^\/api\/v1\/audit\/verify$/, () => ({ ok: true, records: 1204, problems: [], problemCount: 0, pendingGaps: 0, head: '9e1f' })],
]

/** Answers the REST paths of a page from the samples; A2A and sign-in stay real. */
export async function useSamples(page) {
  await page.route('**/api/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    for (const [pattern, answer] of ROUTES) {
      const found = pattern.exec(pathname)
      if (found) return route.fulfill({ json: answer(found) })
    }
    return route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"title":"There is no such thing","status":404}' })
  })
}
