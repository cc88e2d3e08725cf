import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import PoliciesPage from './PoliciesPage.tsx'

const revision = {
  team: 'sales',
  number: 2,
  state: 'PROPOSED',
  hash: 'abc',
  note: 'A cap',
  author: 'person:builder',
  createdAt: '2026-01-01T00:00:00Z',
  next: ['ENFORCED', 'OBSERVED', 'REJECTED', 'WITHDRAWN'],
  moves: [],
}
const whole = {
  ...revision,
  text: '@id("cap") forbid (principal, action, resource);',
  cases: [{ name: 'too much', expect: 'DENY', tool: { tool: 'till/refund', arguments: { amount: 9 } } }],
}
const vocabulary = {
  facts: [
    { fact: 'ARGUMENT', words: '', tests: ['IS'], choices: [], tools: true, agents: false },
    { fact: 'RISK', words: "the agent's risk", tests: ['IS', 'IS_NOT'], choices: ['low', 'high'], tools: true, agents: true },
    { fact: 'CALLER_TEAM', words: "the caller's team", tests: ['IS'], choices: [], tools: false, agents: true },
  ],
  tools: [{ name: 'till/refund', writes: true, egress: false, arguments: [{ name: 'amount', tests: ['IS', 'ABOVE'] }] }],
}
const platformWith = (more: object) =>
  platform({
    'GET /api/v1/policies/sales': { items: [revision], nextPageToken: '' },
    'GET /api/v1/policies/sales/revisions/2': whole,
    'GET /api/v1/policies/built-in': { text: 'permit', hash: 'h' },
    ...more,
  })
const approver = { name: 'approver', roles: ['approver'], teams: ['sales'] }

describe('PoliciesPage', () => {
  it('puts a revision in force, with a reason', async () => {
    const calls = platformWith({ 'POST /api/v1/policies/sales/revisions/2/moves': { ...whole, state: 'ENFORCED', next: ['REPLACED'] } })
    open('/policies', '/policies?open=2', <PoliciesPage />, approver)
    const cases = await screen.findByRole('grid', { name: 'Cases of revision 2' })
    expect(within(cases).getByText('Denied')).toBeTruthy()
    const enforce = await screen.findByRole<HTMLButtonElement>('button', { name: 'Enforce revision 2' })
    expect(enforce.disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Agreed')
    await userEvent.click(enforce)
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({ to: 'ENFORCED', reason: 'Agreed' })
  })

  it('lets its author only take it back', async () => {
    platformWith({})
    open('/policies', '/policies?open=2', <PoliciesPage />, { name: 'builder', roles: ['builder', 'approver'], teams: ['sales'] })
    expect(await screen.findByRole('button', { name: 'Withdraw revision 2' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Enforce revision 2' })).toBeNull()
  })

  it('tells what would have changed', async () => {
    const decision = (outcome: string, says: string) => ({ outcome, because: [{ policy: 'p', says }], revision: 'r', revisionHash: 'h' })
    platformWith({
      'POST /api/v1/audit/policy-replays': {
        calls: 3,
        same: 2,
        different: 1,
        unanswered: 0,
        whole: true,
        differences: [
          { time: '2026-01-01T00:00:00Z', task: 't', agent: 'clerk', version: '1', tool: 'till/refund', person: 'person:alice', arguments: {}, before: decision('ALLOW', 'ok'), now: decision('DENY', 'Too much.') },
        ],
      },
    })
    open('/policies', '/policies?open=2', <PoliciesPage />, approver)
    await userEvent.click(await screen.findByRole('button', { name: 'What would have changed' }))
    expect(await screen.findByText(/3 calls of tools in the last seven days: 2 would have been decided as they were, 1 otherwise/)).toBeTruthy()
    expect(screen.getByText('Denied: Too much.')).toBeTruthy()
  })

  it('shows what is wrong with a proposal', async () => {
    platformWith({
      'GET /api/v1/policies/sales': { items: [], nextPageToken: '' },
      'GET /api/v1/policies/sales/schema': { schema: 'namespace Tandem {}' },
      'GET /api/v1/policies/sales/rules/vocabulary': vocabulary,
      'POST /api/v1/policies/sales/check': { ready: false, hash: 'h', faults: [{ policy: 'cap', message: 'attribute not found', help: 'did you mean amount?' }], cases: [] },
    })
    open('/policies', '/policies', <PoliciesPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Propose policies' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Text' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Try it out' }))
    expect(await screen.findByText(/attribute not found \(did you mean amount\?\)/)).toBeTruthy()
  })

  it('tells why a proposal was not kept', async () => {
    platformWith({
      'GET /api/v1/policies/sales': { items: [], nextPageToken: '' },
      'GET /api/v1/policies/sales/rules/vocabulary': vocabulary,
      'POST /api/v1/policies/sales/check': { ready: false, hash: 'h', faults: [], cases: [] },
      'POST /api/v1/policies/sales/revisions': problem(422, 'They do not decide their own cases', { detail: 'case “x”: ALLOW' }),
    })
    open('/policies', '/policies', <PoliciesPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Propose policies' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Text' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'What changes and why' }), 'A cap')
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
    expect(await screen.findByText('case “x”: ALLOW')).toBeTruthy()
  })

  it('makes rules of plain words, and proposes what they come to', async () => {
    const rule = {
      name: 'cap',
      outcome: 'DENY',
      about: { kind: 'TOOLS', tools: ['till/refund'] },
      when: [{ fact: 'ARGUMENT', argument: 'amount', test: 'ABOVE', values: ['100'] }],
      reason: 'No refund above 100.',
    }
    const says = 'Denied: calls of till/refund, when amount is above 100.'
    const calls = platformWith({
      'GET /api/v1/policies/sales': { items: [], nextPageToken: '' },
      'GET /api/v1/policies/sales/rules/vocabulary': vocabulary,
      'POST /api/v1/policies/sales/rules/draft': { rules: [{ rule, says }], unmet: [{ words: 'Be nice.', why: 'It is about no tool.' }] },
      'POST /api/v1/policies/sales/rules/compose': {
        rules: [{ rule, says }],
        text: 'forbid …',
        cases: whole.cases,
        report: { ready: true, hash: 'h', faults: [], cases: [] },
      },
      'POST /api/v1/policies/sales/revisions': whole,
    })
    open('/policies', '/policies', <PoliciesPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Propose policies' }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'In plain words' }), 'No refund above 100. Be nice.')
    await userEvent.click(screen.getByRole('button', { name: 'Make rules of it' }))
    expect(await screen.findByRole('heading', { name: says })).toBeTruthy()
    expect(screen.getByText(/“Be nice.” It is about no tool./)).toBeTruthy()
    const value = screen.getByRole('textbox', { name: 'Condition 1 of cap: value' })
    await userEvent.clear(value)
    await userEvent.type(value, '50')
    expect(screen.queryByRole('heading', { name: says })).toBeNull()
    await userEvent.type(screen.getByRole('textbox', { name: 'What changes and why' }), 'A cap')
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
    await expect.poll(() => calls.find(({ path }) => path.endsWith('/revisions'))?.body).toEqual({ text: 'forbid …', cases: whole.cases, note: 'A cap' })
    const composed = calls.find(({ path }) => path.endsWith('/compose'))?.body as { rules: (typeof rule)[] }
    expect(composed.rules[0]?.when[0]?.values).toEqual(['50'])
  })

  it('offers what can be decided of calls of agents, and their facts', async () => {
    platformWith({
      'GET /api/v1/policies/sales': { items: [], nextPageToken: '' },
      'GET /api/v1/policies/sales/rules/vocabulary': vocabulary,
    })
    open('/policies', '/policies', <PoliciesPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Propose policies' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Add a rule' }))
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'About what' }), 'AGENTS')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What is decided' }), 'ALLOW')
    await userEvent.click(screen.getByRole('button', { name: 'Only when…' }))
    const what = screen.getByRole('combobox', { name: 'Condition 1 of rule-1: what' })
    expect(within(what).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(["the agent's risk", "the caller's team"])
  })
})
