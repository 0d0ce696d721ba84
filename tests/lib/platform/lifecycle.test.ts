/** @own-modules */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inBackground } from '@/lib/platform/background'
import { finishBeforeExit, holdServersOpen } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'

beforeAll(() => {
  log.level = 'silent'
  holdServersOpen()
})

async function askedServer(): Promise<Server> {
  const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const result = await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } })
  expect(await result.text()).toBe('ok')
  return server
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50))

test('a server closes after its background work and all work that it started', async () => {
  const server = await askedServer()
  let finishFirst = (): void => undefined
  let finishLast = (): void => undefined
  const last = () => inBackground('last', () => new Promise<void>((resolve) => (finishLast = resolve)))
  inBackground('first', () => new Promise<void>((resolve) => (finishFirst = resolve)).then(last))
  let closed = false
  const over = new Promise<void>((resolve) => server.close(() => resolve())).then(() => (closed = true))
  await aMoment()
  expect(closed).toBe(false)
  finishFirst()
  await aMoment()
  expect(closed).toBe(false)
  finishLast()
  await over
})

test('failed work does not delay the shutdown', async () => {
  const server = await askedServer()
  finishBeforeExit(Promise.reject(new Error('no')))
  inBackground('failing', () => Promise.reject(new Error('no')))
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
