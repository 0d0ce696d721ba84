import { MAX_RESPONSE_BYTES, post } from '@/lib/messaging/delivery/send/post'
import { TargetRefused } from '@/lib/messaging/delivery/send/resolve-host'
import { type Receiver, type Respond, startReceiver } from '../../../support/webhook-receiver'

const LOCAL = { http: true, networks: ['127.0.0.0/8'] }
const PUBLIC = { http: true, networks: [] }

let receivers: Receiver[] = []
const given = async (respond?: Respond) => {
  const receiver = await startReceiver(respond)
  receivers.push(receiver)
  return receiver
}
afterEach(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()))
  receivers = []
})

describe('posting to a URL outside', () => {
  it('sends body and headers, and returns status, text and time', async () => {
    const receiver = await given((response) => response.writeHead(202).end('taken'))
    const response = await post(new URL(receiver.url), { 'webhook-id': 'msg_1' }, '{"a":"é"}', {
      limits: LOCAL,
    })
    expect(response).toMatchObject({ status: 202, text: 'taken', retryAfter: null })
    expect(response.latencyMs).toBeGreaterThan(0)
    expect(receiver.received).toMatchObject([
      { body: '{"a":"é"}', headers: { 'webhook-id': 'msg_1', 'content-type': 'application/json' } },
    ])
  })

  it('does not follow a redirect', async () => {
    const inner = await given()
    const receiver = await given((response) => response.writeHead(307, { location: inner.url }).end())
    expect(await post(new URL(receiver.url), {}, '{}', { limits: LOCAL })).toMatchObject({ status: 307 })
    expect(inner.received).toEqual([])
  })

  it('ends when the response does not come in time', async () => {
    const receiver = await given(() => undefined)
    const sent = post(new URL(receiver.url), {}, '{}', { limits: LOCAL, timeoutMs: 100 })
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('ends when the response comes too slowly', async () => {
    const receiver = await given((response) => {
      response.writeHead(200)
      const dripping = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(dripping))
    })
    const sent = post(new URL(receiver.url), {}, '{}', { limits: LOCAL, timeoutMs: 200 })
    await expect(sent).rejects.toThrow()
  })

  it('reads no more than the beginning of a response without an end', async () => {
    const receiver = await given((response) => {
      response.writeHead(200)
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      }
      response.on('drain', flood)
      flood()
    })
    const { text } = await post(new URL(receiver.url), {}, '{}', { limits: LOCAL })
    expect(text).toHaveLength(MAX_RESPONSE_BYTES)
  })

  it('opens no connection to an address within the machine', async () => {
    const receiver = await given()
    await expect(post(new URL(receiver.url), {}, '{}', { limits: PUBLIC })).rejects.toThrow(TargetRefused)
    expect(receiver.received).toEqual([])
  })

  it.each([
    ['of which one is private', ['203.0.114.7', '127.0.0.1']],
    ['that is private in IPv6', ['::1']],
    ['that is an IPv4 address within IPv6', ['::ffff:127.0.0.1']],
  ])('opens no connection to a name with an address %s', async (_, addresses) => {
    const receiver = await given()
    const url = new URL(receiver.url)
    url.hostname = 'hooks.example'
    url.port = '8080'
    const sent = post(url, {}, '{}', { limits: PUBLIC, resolve: () => Promise.resolve(addresses) })
    await expect(sent).rejects.toThrow(TargetRefused)
  })

  it('connects to the address that was checked, although the name points elsewhere a moment later', async () => {
    const receiver = await given()
    const url = new URL(receiver.url)
    url.hostname = 'hooks.example'
    const asked: string[] = []
    const resolve = (host: string) => {
      asked.push(host)
      // The second response would be refused.
      return Promise.resolve(asked.length === 1 ? ['127.0.0.1'] : ['10.0.0.1'])
    }
    expect(await post(url, {}, '{}', { limits: LOCAL, resolve })).toMatchObject({ status: 204 })
    expect(asked).toEqual(['hooks.example'])
    expect(receiver.received).toMatchObject([{ headers: { host: url.host } }])
  })
})
