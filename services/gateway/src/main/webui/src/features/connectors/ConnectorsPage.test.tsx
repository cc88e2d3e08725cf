import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import ConnectorsPage from './ConnectorsPage.tsx'

const answers = {
  'GET /api/v1/connectors': { items: [{ name: 'shop' }, { name: 'basics' }], nextPageToken: '' },
  'GET /api/v1/connectors/shop/tools': { items: [{ connector: 'shop', tool: 'pay', state: 'quarantined', effect: 'KEYED', teams: ['sales'], proposedHash: 'h2', definitionHash: 'h1', differences: ['description: "a" → "b"'] }], nextPageToken: '' },
}

describe('ConnectorsPage', () => {
  it('shows tools with what they may do', async () => {
    platform(answers)
    open('/connectors', '/connectors', <ConnectorsPage />)
    await userEvent.click(await screen.findByRole('button', { name: 'Show tools of shop' }))
    expect(await screen.findByText('May be repeated with its key')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Approve pay' })).toBeNull()
  })

  it('lets an administrator approve a quarantined tool', async () => {
    const calls = platform({ ...answers, 'POST /api/v1/connectors/shop/tools/pay/approve': { connector: 'shop', tool: 'pay', state: 'approved' } })
    open('/connectors', '/connectors?open=shop', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Approve pay' }))
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({ effect: 'KEYED', teams: ['sales'], definitionHash: 'h2' })
  })

  it('says how a tool is handled', async () => {
    const handling = { results: { untrusted: true, personal: false, secrecy: 'INTERNAL' }, vouches: false, egress: true, sensitive: [] }
    const tool = { connector: 'shop', tool: 'pay', state: 'approved', effect: 'READ', teams: [], inputSchema: { properties: { account: {} } }, handling }
    const calls = platform({ ...answers, 'GET /api/v1/connectors/shop/tools': { items: [tool], nextPageToken: '' }, 'PUT /api/v1/connectors/shop/tools/pay': tool })
    open('/connectors', '/connectors?open=shop', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Details' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'leaves the company' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'account' }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Secrecy of the answers of pay' }), 'SECRET')
    await userEvent.click(screen.getByRole('button', { name: 'Save terms of pay' }))
    await expect.poll(() => calls.find((call) => call.method === 'PUT')?.body).toMatchObject({
      handling: { results: { untrusted: true, personal: false, secrecy: 'SECRET' }, vouches: false, egress: false, sensitive: ['account'] },
    })
  })

  it('shows what changed, and exempts an agent version with a reason', async () => {
    const exemption = 'PUT /api/v1/connectors/shop/tools/pay/exemptions/clerk@2'
    const calls = platform({ ...answers, 'GET /api/v1/connectors/shop/tools/pay/exemptions': { items: [], nextPageToken: '' }, [exemption]: { agent: 'clerk', version: '2' } })
    open('/connectors', '/connectors?open=shop', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    expect((await screen.findByRole('list', { name: 'What changed in pay' })).textContent).toContain('"a" → "b"')
    await userEvent.type(screen.getByRole('textbox', { name: 'Agent version' }), 'clerk@2')
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Tried out{Enter}')
    await expect.poll(() => calls.find((call) => call.method === 'PUT')?.body).toEqual({ reason: 'Tried out' })
  })

  it('registers a connector, and shows what it found there', async () => {
    let known = [...answers['GET /api/v1/connectors'].items]
    const calls = platform({
      'GET /api/v1/connectors': () => ({ items: known, nextPageToken: '' }),
      'GET /api/v1/connectors/weather/tools': { items: [{ connector: 'weather', tool: 'forecast', state: 'quarantined', proposedHash: 'h1' }], nextPageToken: '' },
      'POST /api/v1/connectors': ({ body }: { body: unknown }) => {
        known = [...known, { name: 'weather' }]
        return Response.json(body, { status: 201 })
      },
    })
    open('/connectors', '/connectors', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Register a connector' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'weather')
    await userEvent.type(screen.getByRole('textbox', { name: 'Address of the MCP server' }), 'http://weather/mcp')
    const credential = screen.getByLabelText('Credential')
    expect(credential.getAttribute('type')).toBe('password')
    await userEvent.type(credential, 'Bearer secret')
    await userEvent.click(screen.getByRole('button', { name: 'Register' }))
    expect(await screen.findByRole('button', { name: 'Approve forecast' })).toBeTruthy()
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ name: 'weather', url: 'http://weather/mcp', credential: { value: 'Bearer secret' } })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.body.textContent).not.toContain('secret')
  })

  it('registers a program with what it may use', async () => {
    const calls = platform({ ...answers, 'POST /api/v1/connectors': ({ body }: { body: unknown }) => Response.json(body, { status: 201 }) })
    open('/connectors', '/connectors', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Register a connector' }))
    await userEvent.click(screen.getByRole('radio', { name: 'A program that the platform runs' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'weather')
    await userEvent.type(screen.getByRole('textbox', { name: 'Command' }), '/usr/bin/python3')
    await userEvent.type(screen.getByRole('textbox', { name: 'Arguments' }), '/opt/weather/server.py{Enter}--fast')
    await userEvent.type(screen.getByRole('textbox', { name: 'Environment' }), 'REGION=north=1')
    await userEvent.click(screen.getByRole('checkbox', { name: 'It may use the network' }))
    await userEvent.click(screen.getByRole('button', { name: 'Register' }))
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({
      name: 'weather',
      program: { command: '/usr/bin/python3', arguments: ['/opt/weather/server.py', '--fast'], environment: { REGION: 'north=1' }, network: true },
    })
  })

  it('registers a server that knows its callers', async () => {
    const calls = platform({ ...answers, 'POST /api/v1/connectors': ({ body }: { body: unknown }) => Response.json(body, { status: 201 }) })
    open('/connectors', '/connectors', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Register a connector' }))
    await userEvent.click(screen.getByRole('radio', { name: 'A server that knows its callers' }))
    expect(screen.queryByLabelText('Credential')).toBeNull()
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'crm')
    await userEvent.type(screen.getByRole('textbox', { name: 'Address of the MCP server' }), 'https://crm.example/mcp')
    await userEvent.type(screen.getByRole('textbox', { name: 'Audience of its tokens' }), 'https://crm.example')
    await userEvent.click(screen.getByRole('button', { name: 'Register' }))
    await expect.poll(() => calls.find((call) => call.method === 'POST')?.body).toEqual({
      name: 'crm',
      url: 'https://crm.example/mcp',
      identity: 'caller',
      audience: 'https://crm.example',
    })
  })

  it('says what to install where no program can be run', async () => {
    const missing = problem(409, 'No program can be run', { detail: 'Install bubblewrap.', type: 'https://tandem.io/problems/sandbox-missing' })
    platform({ ...answers, 'POST /api/v1/connectors': () => missing })
    open('/connectors', '/connectors', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Register a connector' }))
    await userEvent.click(screen.getByRole('radio', { name: 'A program that the platform runs' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'weather')
    await userEvent.type(screen.getByRole('textbox', { name: 'Command' }), '/usr/bin/python3')
    await userEvent.click(screen.getByRole('button', { name: 'Register' }))
    expect(await screen.findByText('Install bubblewrap.')).toBeTruthy()
    expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('false')
  })

  it('shows at the field what was refused, and says it once', async () => {
    platform({ ...answers, 'POST /api/v1/connectors': () => problem(400, 'Invalid', { detail: 'It is no address.', field: 'url' }) })
    open('/connectors', '/connectors', <ConnectorsPage />, { name: 'admin', roles: ['admin'], teams: ['sales'] })
    await userEvent.click(await screen.findByRole('button', { name: 'Register a connector' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'weather')
    const address = screen.getByRole('textbox', { name: 'Address of the MCP server' })
    await userEvent.type(address, 'there')
    await userEvent.click(screen.getByRole('button', { name: 'Register' }))
    expect((await screen.findAllByText(/It is no address/)).length).toBe(1)
    expect(address.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(address.getAttribute('aria-describedby') ?? '')?.textContent).toContain('It is no address')
  })

  it('lets only administrators register', async () => {
    platform(answers)
    open('/connectors', '/connectors', <ConnectorsPage />)
    expect(await screen.findByText(/Administrators register connectors/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Register a connector' })).toBeNull()
  })

  it('says so when the team has none', async () => {
    platform({ 'GET /api/v1/connectors': { items: [], nextPageToken: '' } })
    open('/connectors', '/connectors', <ConnectorsPage />)
    expect(await screen.findByText('No connectors')).toBeTruthy()
  })
})
