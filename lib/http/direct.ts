/** Operations that the HTTP server runs before Next: Next's router and requests cost as much as scoring. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { AppError } from '@/lib/platform/errors'
import { requestIdOf } from '@/lib/platform/incoming'
import { log } from '@/lib/platform/log'
import { singleton } from '@/lib/platform/singleton'
import { type ApiResponse, problemApiResponse } from './api-response'
import type { Operation } from '@/lib/contract/operation'
import { requestOf } from './node-request'
import { onOwnServers } from './own-servers'
import { bytesOfMessage } from './read-body'
import { type ApiCall, operationRunner } from './run-operation'

type Run = (call: ApiCall) => Promise<ApiResponse>

/** A smaller response gains nothing from compression. */
const COMPRESS_FROM_BYTES = 16_384
const compress = promisify(gzip)

const direct = () => singleton('http.direct', () => new Map<string, Run>())

/**
 * From now on this process's servers run these operations before Next, whose route files serve the same where this is
 * not called. Their paths have no parameters.
 */
export function serveDirectly(operations: readonly Operation[]): void {
  const runs = direct()
  for (const operation of operations) {
    runs.set(`${operation.method} ${operation.path}`, operationRunner(operation))
  }
  onOwnServers((server) => goBefore(server, runs))
}

/** Methods that Next can represent; it responds to any other with an unexplained 500. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function rejectMethod(message: IncomingMessage, response: ServerResponse): void {
  const error = new AppError('method-not-allowed', { detail: `${message.method} is not supported.` })
  const requestId = requestIdOf(requestOf(message))
  const { status, headers, body } = problemApiResponse(error, requestId, { allow: [...METHODS].join(', ') })
  send(response, status, headers, Buffer.from(String(body)))
}

function goBefore(server: Server, runs: ReadonlyMap<string, Run>): void {
  const others = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    if (!METHODS.has(message.method ?? '')) return rejectMethod(message, response)
    const [path = ''] = (message.url ?? '').split('?', 1)
    const run = runs.get(`${message.method} ${path}`)
    if (!run) return others.forEach((other) => other.call(server, message, response))
    respond(run, message, response).catch((err: unknown) => {
      log.error({ err }, 'a response could not be sent')
      response.destroy()
    })
  })
}

async function respond(run: Run, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await run({
    request: requestOf(message),
    readBytes: bytesOfMessage(message),
  })
  if (body instanceof ReadableStream) throw new Error('A direct operation cannot respond with a stream.')
  const bytes = Buffer.from(body ?? '')
  headers.vary = 'accept-encoding'
  if (bytes.byteLength < COMPRESS_FROM_BYTES || !acceptsGzip(message))
    return send(response, status, headers, bytes)
  const packed = await compress(bytes, { level: constants.Z_BEST_SPEED })
  send(response, status, { ...headers, 'content-encoding': 'gzip' }, packed)
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  bytes: Buffer,
): void {
  headers['content-length'] = String(bytes.byteLength)
  response.writeHead(status, headers)
  response.end(bytes)
}

const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  /(?:^|[\s,])gzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(headers['accept-encoding'] ?? ''))
