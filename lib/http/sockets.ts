/** Operations whose response is a WebSocket: the same identity, limits, log line and metrics as of any other. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { stampRequest } from '@/lib/access/auth'
import type { Operation } from '@/lib/contract/operation'
import type { IncomingRequest } from '@/lib/platform/incoming'
import { log } from '@/lib/platform/log'
import type { ApiResponse } from './api-response'
import { requestOf } from './node-request'
import { onOwnServers } from './own-servers'
import { operationRunner } from './run-operation'

/** A reader that answers no ping within this time is gone. */
const PING_MS = 20_000
/** How long a reader may take to close its side. */
const CLOSE_MS = 1_000
/** Readers send nothing but what the protocol itself needs. */
const MOST_RECEIVED_BYTES = 1_024
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008
/** In the subprotocols of a browser, which cannot set headers. */
const TOKEN = /^bearer\.([A-Za-z0-9._~-]+)$/

type Run = (call: { request: IncomingRequest; readBytes: () => Promise<Uint8Array> }) => Promise<ApiResponse>

/**
 * From now on this process's servers run these operations for requests to upgrade to WebSocket. Their handlers respond with 101 and a
 * stream, each chunk of which becomes a text message. Next keeps the upgrades of other paths. A server is known after its first HTTP
 * request, which the readiness check makes.
 * @param subprotocol what a client that names subprotocols must offer
 */
export function serveSockets(operations: readonly Operation[], subprotocol: string): void {
  const runs = new Map(operations.map((operation) => [operation.path as string, operationRunner(operation)]))
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_RECEIVED_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  onOwnServers((server) => goBefore(server, runs, sockets))
}

function goBefore(server: Server, runs: ReadonlyMap<string, Run>, sockets: WebSocketServer): void {
  const others = server.listeners('upgrade')
  server.removeAllListeners('upgrade')
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [path = ''] = (message.url ?? '').split('?', 1)
    const run = runs.get(path)
    if (!run) return others.forEach((other) => other.call(server, message, socket, head))
    socket.on('error', () => socket.destroy())
    stampRequest(message)
    upgrade(run, sockets, message, socket, head).catch((err: unknown) => {
      log.error({ err }, 'a connection could not be upgraded')
      socket.destroy()
    })
  })
}

async function upgrade(
  run: Run,
  sockets: WebSocketServer,
  message: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const response = await run({ request: requestOfSocket(message), readBytes: async () => new Uint8Array() })
  const { body } = response
  if (response.status !== 101 || !(body instanceof ReadableStream)) return reject(socket, response)
  let isOpen = false
  if (!socket.destroyed) {
    sockets.handleUpgrade(message, socket, head, (open) => {
      isOpen = true
      forward(body, open).catch((err: unknown) => {
        log.error({ err }, 'a WebSocket failed')
        open.terminate()
      })
    })
  }
  // A client that is gone, or whose handshake is not valid, must not keep its place among the streams of its user.
  if (!isOpen) await body.cancel()
}

/** The stream holds what a slow reader has not taken, and ends when that is too much. */
async function forward(stream: ReadableStream<Uint8Array>, socket: WebSocket): Promise<void> {
  const reader = stream.getReader()
  let answers = true
  const pinging = setInterval(() => {
    if (!answers) return socket.terminate()
    answers = false
    socket.ping()
  }, PING_MS).unref()
  socket.on('pong', () => (answers = true))
  socket.on('message', () => socket.close(POLICY_VIOLATION, 'this socket only sends'))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(pinging)
    void reader.cancel()
  })
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const { value } = chunk
    await new Promise<void>((sent) => socket.send(value, { binary: false }, () => sent()))
  }
  socket.close(GOING_AWAY)
  setTimeout(() => socket.terminate(), CLOSE_MS).unref()
}

/** Without the cookie, which a browser sends for pages of any site. */
function requestOfSocket(message: IncomingMessage): IncomingRequest {
  const request = requestOf(message)
  const offered = (request.headers.get('sec-websocket-protocol') ?? '').split(',')
  const token = offered.map((one) => TOKEN.exec(one.trim())?.[1]).find((found) => found !== undefined)
  const get = (name: string): string | null => {
    if (name === 'cookie') return null
    if (name === 'authorization' && token !== undefined) return `Bearer ${token}`
    return request.headers.get(name)
  }
  return { ...request, headers: { get, has: (name) => get(name) !== null } }
}

function reject(socket: Duplex, { status, headers, body }: ApiResponse): void {
  const text = typeof body === 'string' ? body : ''
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  // A client that never closes its side would otherwise keep the connection open.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} \r\n${lines.join('')}\r\n${text}`)
}
