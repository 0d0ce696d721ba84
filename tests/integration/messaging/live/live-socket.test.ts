/** @own-modules */
import { createServer, get, type Server } from 'node:http'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { WebSocket } from 'ws'
import { clientIp, stampPeerAddress } from '@/lib/access/auth'
import { defineOperation } from '@/lib/contract/operation'
import { serveSockets } from '@/lib/http/sockets'
import { announce } from '@/lib/messaging/live'
import { openLiveSocketOperation } from '@/lib/messaging/live/api'
import { LIVE_PROTOCOL, type LiveEvent } from '@/lib/messaging/live/schema'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { beginDraining } from '@/lib/platform/lifecycle'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { bearer, tokenOf } from '../../access/auth/support'
import { eventually } from './support'

interface Heard {
  type: string
  id?: string
  kind?: string
}

const peers: string[] = []
const readPeerOperation = defineOperation({
  id: 'readPeer',
  method: 'GET',
  path: '/api/peer',
  tag: 'Test',
  summary: 'Reads the address of the caller',
  auth: 'public',
  response: { status: 101, description: 'Never' },
  errors: ['not-found'],
  async handler({ request }) {
    peers.push(clientIp(request.headers))
    throw new AppError('not-found')
  },
})

const caseChanged = (): LiveEvent => ({ kind: 'cases.changed', payload: { caseId: newId() } })

describe('the live WebSocket', () => {
  let server: Server
  let address: string
  let a: MintedTenant
  let b: MintedTenant
  const opened: WebSocket[] = []

  beforeAll(async () => {
    ;[a, b] = [await mintTenant(), await mintTenant()]
    stampPeerAddress()
    serveSockets([openLiveSocketOperation, readPeerOperation], LIVE_PROTOCOL)
    server = createServer((_, response) => response.end('next'))
    server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    await fetch(`http://${address}/`)
  })
  afterEach(() => opened.splice(0).forEach((socket) => socket.terminate()))
  afterAll(() => new Promise((closed) => server.close(closed)))

  const tell = ({ tenant }: MintedTenant, event: LiveEvent) =>
    withTenant({ tenantId: tenant.id }, (tx) => announce(tx, tenant.id, event))

  /** Connects as a browser does, with the token among the subprotocols; without a token where it is null. */
  function connect(token: string | null, { path = '/api/live/ws', headers = {} } = {}) {
    const protocols = token === null ? [LIVE_PROTOCOL] : [LIVE_PROTOCOL, `bearer.${token}`]
    const socket = new WebSocket(`ws://${address}${path}`, protocols, { headers })
    opened.push(socket)
    const heard: Heard[] = []
    const ended = { code: 0, status: 0, problem: '' }
    socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Heard))
    socket.on('close', (code) => (ended.code = code))
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_, response) => {
      response.setEncoding('utf8')
      response.on('data', (text: string) => (ended.problem += text))
      response.on('end', () => (ended.status = response.statusCode ?? 0))
    })
    return { socket, heard, ended, changes: () => heard.filter(({ kind }) => kind === 'cases.changed') }
  }

  it('sends the events of the tenant, and resumes after an id', async () => {
    const first = connect(await tokenOf(a.emailOf.analyst))
    await eventually(() => first.heard.length > 0)
    expect(first.socket.protocol).toBe(LIVE_PROTOCOL)
    const [event, foreign, missed] = [caseChanged(), caseChanged(), caseChanged()]
    await tell(b, foreign)
    await tell(a, event)
    await eventually(() => first.changes().length === 1)
    expect(first.heard[0]).toEqual({ type: 'CONNECTED', id: expect.any(String) })
    expect(first.changes()).toEqual([{ type: 'CHANGED', id: expect.any(String), ...event }])
    first.socket.close()
    await tell(a, missed)
    const path = `/api/live/ws?last_event_id=${first.changes()[0]?.id}`
    const second = connect(await tokenOf(a.emailOf.analyst), { path })
    await eventually(() => second.changes().length >= 1)
    expect(second.changes()).toContainEqual(expect.objectContaining(missed))
  })

  it('takes the token as a header too, but no cookie', async () => {
    const token = await tokenOf(a.emailOf.senior_analyst)
    const withHeader = connect(null, { headers: bearer(token) })
    await eventually(() => withHeader.heard.length > 0)
    const withCookie = connect(null, { headers: { cookie: `next-auth.session-token=${token}` } })
    await eventually(() => withCookie.ended.status !== 0)
    expect(withCookie.ended.status).toBe(401)
    expect(JSON.parse(withCookie.ended.problem)).toMatchObject({ status: 401 })
  })

  it('rejects an unknown parameter, a wrong token and an eleventh socket with a problem', async () => {
    const token = await tokenOf(b.emailOf.admin)
    const [typo, wrong] = [connect(token, { path: '/api/live/ws?since=1' }), connect('abc.def.ghi')]
    await eventually(() => typo.ended.status !== 0 && wrong.ended.status !== 0)
    expect([typo.ended.status, wrong.ended.status]).toEqual([400, 401])
    const ten = Array.from({ length: 10 }, () => connect(token))
    await eventually(() => ten.every(({ heard }) => heard.length > 0))
    const eleventh = connect(token)
    await eventually(() => eleventh.ended.status !== 0)
    expect(eleventh.ended.status).toBe(429)
    ten[0]?.socket.close()
    await eventually(() => ten[0]?.ended.code !== 0)
    const next = connect(token)
    await eventually(() => next.heard.length > 0 || next.ended.status !== 0)
    expect(next.ended.status).toBe(0)
  })

  it('knows the address of the connection, whatever the headers say', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    const { ended } = connect(null, { path: '/api/peer', headers })
    await eventually(() => ended.status !== 0)
    expect([ended.status, peers]).toEqual([404, ['127.0.0.1']])
  })

  it('keeps no place for a handshake that is not valid', async () => {
    const token = await tokenOf(b.emailOf.senior_analyst)
    // Without Sec-WebSocket-Key.
    const headers = { connection: 'Upgrade', upgrade: 'websocket', ...bearer(token) }
    const statusOf = () =>
      new Promise<number>((resolve, reject) => {
        get(`http://${address}/api/live/ws`, { headers, agent: false }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        }).on('error', reject)
      })
    for (let n = 0; n < 11; n++) expect(await statusOf()).toBe(400)
    const next = connect(token)
    await eventually(() => next.heard.length > 0 || next.ended.status !== 0)
    expect(next.ended.status).toBe(0)
  })

  it('closes the connection of a rejected client that keeps its own side open', async () => {
    const open = new Set<number | undefined>()
    server.on('connection', (socket) => {
      const { remotePort } = socket
      open.add(remotePort)
      socket.on('close', () => open.delete(remotePort))
    })
    const client = connectSocket({
      port: Number(address.split(':')[1]),
      host: '127.0.0.1',
      allowHalfOpen: true,
    })
    let received = ''
    let hasEnded = false
    client.on('data', (data) => (received += String(data)))
    client.on('end', () => (hasEnded = true))
    client.write(
      'GET /api/live/ws HTTP/1.1\r\nhost: test\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
    )
    await eventually(() => hasEnded)
    expect(received).toMatch(/^HTTP\/1.1 401 /)
    await eventually(() => open.size === 0)
    client.destroy()
  })

  it('closes a socket that sends', async () => {
    const { socket, heard, ended } = connect(await tokenOf(a.emailOf.admin))
    await eventually(() => heard.length > 0)
    socket.send('hello')
    await eventually(() => ended.code !== 0)
    expect(ended.code).toBe(1008)
  })

  it('leaves other paths to the other listeners', async () => {
    const other = connect(await tokenOf(a.emailOf.admin), { path: '/_next/webpack-hmr' })
    await eventually(() => other.ended.status !== 0)
    expect(other.ended.status).toBe(404)
  })

  it('asks for the upgrade where a proxy dropped it', async () => {
    const response = await callOperation(openLiveSocketOperation, {
      headers: bearer(await tokenOf(a.emailOf.analyst)),
    })
    expect(response.status).toBe(426)
  })

  it('closes when the process drains', async () => {
    const { heard, ended } = connect(await tokenOf(a.emailOf.analyst))
    await eventually(() => heard.length > 0)
    beginDraining()
    await eventually(() => ended.code !== 0)
    expect(ended.code).toBe(1001)
    const late = connect(await tokenOf(a.emailOf.analyst))
    await eventually(() => late.ended.code !== 0)
    expect(late.ended.code).toBe(1001)
  })
})
