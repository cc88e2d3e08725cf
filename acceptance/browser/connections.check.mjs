// My connections: a server that people connect is registered, connected at its own authorization server, seen and revoked.
import { createServer } from 'node:http'
import { Desk, check, options } from './desk.mjs'

await Desk.run(options(), async (desk) => {
  const server = await tickets()
  const name = `tickets-${Date.now().toString(36)}`
  const admin = await desk.signIn('admin', '/connectors')
  const mine = admin.getByRole('region', { name: `Connection ${name}` })
  try {
    await desk.step('an administrator registers a server that people connect', async () => {
      await admin.getByRole('button', { name: 'Register a connector' }).click()
      const form = admin.getByRole('dialog', { name: 'Register a connector' })
      await form.getByRole('radio', { name: 'A server that people connect' }).check()
      await form.getByRole('textbox', { name: 'Name' }).fill(name)
      await form.getByRole('textbox', { name: 'Address of the MCP server' }).fill(server.url)
      await form.getByRole('textbox', { name: 'Client id' }).fill('tandem')
      await form.getByLabel('Client secret').fill('the-secret')
      await form.getByRole('textbox', { name: 'Scopes' }).fill('tickets:read\noffline_access')
      await form.getByRole('textbox', { name: 'What it is for' }).fill('Tickets of customers')
      await desk.holds(admin, 'connections-register')
      await form.getByRole('button', { name: 'Register' }).click()
      await form.waitFor({ state: 'hidden' })
      await admin.getByRole('region', { name: `Connector ${name}` }).getByText(/under My connections/).waitFor()
    })

    await desk.step('a person connects it and comes back', async () => {
      await admin.goto(new URL(`/connections?connect=${name}`, admin.url()).href)
      await mine.getByText('Not connected').waitFor()
      await mine.getByText('tickets:read, offline_access').waitFor()
      await desk.holds(admin, 'connections')
      await mine.getByRole('button', { name: `Connect ${name}` }).click()
      await admin.getByRole('heading', { name: `${name} is connected` }).waitFor()
      check(!/code=|state=/.test(admin.url()), 'No code stays in the address')
      const asked = server.asked()
      check(asked.get('code_challenge_method') === 'S256' && asked.get('resource') === server.url, 'PKCE and the resource are asked for')
      check(server.redeemed().get('code_verifier')?.length === 43, 'The code is redeemed with its verifier')
      await desk.holds(admin, 'connections-connected')
      await admin.getByRole('link', { name: 'To my connections' }).click()
      await mine.getByText('Connected', { exact: true }).waitFor()
      await desk.holds(admin, 'connections-mine')
    })

    await desk.step('a person revokes it, at the server too', async () => {
      await mine.getByRole('button', { name: `Revoke ${name}` }).click()
      await mine.getByRole('button', { name: `Revoke now: ${name}` }).click()
      await mine.getByText('Not connected').waitFor()
      check(server.revoked() === 'the-refresh-token', 'The server is told')
    })
  } finally {
    await desk.ask(admin, 'DELETE', `/api/v1/connectors/${name}`)
    server.close()
  }
})

/** A tool server and its authorization server, which says yes to everybody. */
async function tickets() {
  let asked, redeemed, revoked, origin
  const answers = {
    initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'tickets', version: '1' } }),
    'tools/list': () => ({ tools: [{ name: 'mine', description: 'Lists tickets', inputSchema: { type: 'object' } }] }),
  }
  const documents = () => ({
    '/.well-known/oauth-protected-resource/mcp': { resource: `${origin}/mcp`, authorization_servers: [origin] },
    '/.well-known/oauth-authorization-server': {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      revocation_endpoint: `${origin}/revoke`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    },
  })
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, origin)
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const json = (body) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    if (pathname === '/authorize') {
      asked = searchParams
      const back = new URL(searchParams.get('redirect_uri'))
      back.search = new URLSearchParams({ code: 'the-code', state: searchParams.get('state'), iss: origin })
      return response.writeHead(302, { Location: back.href }).end()
    }
    if (pathname === '/token') {
      redeemed = new URLSearchParams(text)
      return json({ access_token: 'the-access-token', token_type: 'Bearer', expires_in: 300, refresh_token: 'the-refresh-token' })
    }
    if (pathname === '/revoke') {
      revoked = new URLSearchParams(text).get('token')
      return response.writeHead(200).end()
    }
    if (documents()[pathname]) return json(documents()[pathname])
    if (pathname !== '/mcp') return response.writeHead(404).end()
    if (request.headers.authorization !== 'Bearer the-access-token') return response.writeHead(401).end()
    if (request.method !== 'POST') return response.writeHead(request.method === 'DELETE' ? 200 : 405).end()
    const { id, method, params } = JSON.parse(text)
    return id === undefined ? response.writeHead(202).end() : json({ jsonrpc: '2.0', id, result: answers[method]?.(params ?? {}) ?? {} })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${server.address().port}`
  return { url: `${origin}/mcp`, asked: () => asked, redeemed: () => redeemed, revoked: () => revoked, close: () => server.close() }
}
