import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { serveDirectly } from '@/lib/http/direct'
import { defineOperation } from '@/lib/contract/operation'
import { RawResponse } from '@/lib/contract/raw-response'
import { log } from '@/lib/platform/log'

const LIMIT = 100_000
const bodies: string[] = []

const echo = defineOperation({
  id: 'echoDirectly',
  method: 'POST',
  path: '/api/direct',
  summary: 'Echo',
  tag: 'Test',
  auth: 'public',
  body: z.strictObject({ text: z.string() }),
  bodyLimitBytes: LIMIT,
  response: { status: 200 },
  errors: [],
  handler({ body, request }) {
    bodies.push(body.text)
    if (body.text === 'stream') return new RawResponse(200, new ReadableStream())
    const echoed = body.text.startsWith('header ') ? request.headers.get(body.text.slice(7)) : body.text
    return new RawResponse(201, JSON.stringify({ echoed }), { 'x-own': 'yes' })
  },
})

let server: Server
let url: string
const asked: string[] = []

beforeAll(async () => {
  log.level = 'silent'
  serveDirectly([echo])
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.end('from Next')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/direct`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })

test('responds with the common headers, its own headers and a content length', async () => {
  const response = await post('{"text":"hello ü"}', { 'x-request-id': 'caller-0001' })
  expect(response.status).toBe(201)
  expect(await response.json()).toEqual({ echoed: 'hello ü' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-length': String(Buffer.byteLength('{"echoed":"hello ü"}')),
    'content-type': 'application/json',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'x-own': 'yes',
    'x-request-id': 'caller-0001',
  })
})

test.each([
  ['GET', '/api/direct'],
  ['OPTIONS', '/api/direct'],
  ['POST', '/api/direct/'],
  ['POST', '/api/other'],
])('leaves %s %s to the server’s own listener', async (method, path) => {
  const response = await fetch(url + path, { method })
  expect(await response.text()).toBe('from Next')
  expect(asked.at(-1)).toBe(`${method} ${path}`)
})

test('reads the query like a route handler: rejects an unknown name', async () => {
  const response = await fetch(`${url}/api/direct?a=1`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ field: 'a' }] })
})

test('rejects a wrong type, invalid JSON and a body over the limit, whole or in chunks, and keeps serving', async () => {
  const chunks = (count: number) =>
    new ReadableStream({
      start(controller) {
        for (let i = 0; i < count; i++) controller.enqueue(Buffer.alloc(LIMIT / 4, 0x20))
        controller.enqueue(Buffer.from('{"text":"chunked"}'))
        controller.close()
      },
    })
  expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await post('{')).status).toBe(400)
  expect((await post(`{"text":"${'x'.repeat(LIMIT)}"}`)).status).toBe(413)
  expect((await post(chunks(8))).status).toBe(413)
  expect((await post(chunks(3))).status).toBe(201)
  expect(bodies.at(-1)).toBe('chunked')
})

test('an aborted body runs nothing', async () => {
  const before = bodies.length
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    'POST /api/direct HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"text":',
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(bodies).toHaveLength(before)
  expect((await post('{"text":"after"}')).status).toBe(201)
})

test('joins a repeated header, as a web request does', async () => {
  const call = httpRequest(`${url}/api/direct`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-twice': ['a', 'b'] },
  })
  call.end('{"text":"header x-twice"}')
  const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  expect(JSON.parse(text)).toEqual({ echoed: 'a, b' })
})

test.each([
  ['gzip, deflate, br', 50_000, 'gzip'],
  ['br;q=1.0, gzip;q=0.5', 50_000, 'gzip'],
  ['gzip;q=0', 50_000, null],
  ['gzip; q=0.000, br', 50_000, null],
  ['br', 50_000, null],
  ['gzip', 100, null],
])('compresses for %s a response of %i bytes: %s', async (accepted, length, encoding) => {
  const call = httpRequest(`${url}/api/direct`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': accepted },
  })
  call.end(JSON.stringify({ text: 'x'.repeat(length) }))
  const [response] = (await once(call, 'response')) as [import('node:http').IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  expect(response.headers['content-encoding'] ?? null).toBe(encoding)
  expect(response.headers['content-length']).toBe(String(bytes.length))
  const text = String(encoding ? gunzipSync(bytes) : bytes)
  expect(JSON.parse(text)).toEqual({ echoed: 'x'.repeat(length) })
})

test('a response that cannot be sent ends the connection, not the process', async () => {
  await expect(post('{"text":"stream"}')).rejects.toThrow('fetch failed')
  expect((await post('{"text":"after"}')).status).toBe(201)
})
