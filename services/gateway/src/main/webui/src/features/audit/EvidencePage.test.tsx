import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform } from '../../test/page.tsx'
import EvidencePage from './EvidencePage.tsx'

const NOTE = 'tandem-ledger/sales\n7\nAAAA=\ntime 2026-01-01T00:00:00Z\nprevious 3\n\n\u2014 tandem-ledger q83vASNFZw==\n'

const about = { kind: 'approval', person: 'person:approver', decision: 'granted', tool: 'shop/note' }
const proved = {
  record: { team: 'sales', number: 4, hash: 'h4', stream: 'hub.approvals', time: '2026-01-01T00:00:00Z', about },
  summary: 'approver approved a call of shop/note.',
  payload: JSON.stringify({ approvalId: 'a1', bindingHash: 'bound', decidedBy: 'person:approver', reason: 'it is due' }),
  proof: { index: 3, size: 7, path: ['BBBB=', 'CCCC='] },
}
const evidence = { evidence: 'tandem-evidence/1', task: 't', at: '2026-01-01T00:00:00Z', keys: [], checkpoints: [NOTE], records: [proved], seal: 's' }
const PATH = 'GET /api/v1/audit/tasks/t/evidence'

describe('EvidencePage', () => {
  it('tells what happened, who decided, and what proves it', async () => {
    platform({ [PATH]: evidence })
    open('/audit/tasks/:id', '/audit/tasks/t', <EvidencePage />)
    expect(await screen.findByText('approver approved a call of shop/note.')).toBeTruthy()
    expect(screen.getByText('1 records, each with its proof')).toBeTruthy()
    expect(screen.getByText(/covers 7 records/).textContent).toContain('signed with key abcdef01')
    await userEvent.click(screen.getByRole('button', { name: /Details/ }))
    expect(screen.getByText('it is due')).toBeTruthy()
    expect(screen.getByText('bound')).toBeTruthy()
    expect(screen.getByText(/leaf 3 of a tree of 7/)).toBeTruthy()
  })

  it('says where a proof is missing', async () => {
    platform({ [PATH]: { ...evidence, records: [{ ...proved, proof: undefined }] } })
    open('/audit/tasks/:id', '/audit/tasks/t', <EvidencePage />)
    expect(await screen.findByText('1 of 1 records have no proof')).toBeTruthy()
  })

  it('says that there is nothing for who may not read it', async () => {
    platform({})
    open('/audit/tasks/:id', '/audit/tasks/t', <EvidencePage />)
    expect(await screen.findByText('The evidence cannot be shown')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save signed PDF' }).hasAttribute('disabled')).toBe(true)
  })
})
