import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, platform, problem } from '../../test/page.tsx'
import ConnectedPage from './ConnectedPage.tsx'

const connected = { connector: 'tickets', description: '', server: 'https://tickets.example.com/mcp', issuer: 'https://login.example.com', connected: true, scopes: [], waitingTasks: 0 }
const callback = (query: string) => open('/connections/:connector/callback', `/connections/tickets/callback?${query}`, <ConnectedPage />)

describe('ConnectedPage', () => {
  it('hands over what the server sent, once', async () => {
    const calls = platform({ 'PUT /api/v1/connections/tickets/authorization': connected })
    callback('code=c&state=s&iss=https%3A%2F%2Flogin.example.com')
    expect(await screen.findByText('tickets is connected')).toBeTruthy()
    expect(calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([{ code: 'c', state: 's', iss: 'https://login.example.com' }])
  })

  it('tells why it was refused', async () => {
    platform({ 'PUT /api/v1/connections/tickets/authorization': problem(400, 'The request is not valid', { detail: 'Nobody in this session began to connect with it.' }) })
    callback('code=c&state=s')
    expect(await screen.findByText(/Nobody in this session/)).toBeTruthy()
  })

  it('asks nobody where the person did not agree', async () => {
    const calls = platform({})
    callback('error=access_denied&state=s')
    expect(await screen.findByText(/You did not agree at the server/)).toBeTruthy()
    expect(calls).toEqual([])
  })
})
