import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  received: ReceivedWebhook[]
  /** Requests that are open now, and the most at the same time. */
  open: { now: number; most: number }
  close(): Promise<void>
}

/** Ends the response; a function that does nothing makes a receiver that never responds. */
export type Respond = (response: ServerResponse, request: ReceivedWebhook) => unknown

/** A real HTTP server on this machine that remembers what it gets. */
export async function startReceiver(
  respond: Respond = (response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const received: ReceivedWebhook[] = []
  const open = { now: 0, most: 0 }
  const server = createServer((request, response) => {
    open.now += 1
    open.most = Math.max(open.most, open.now)
    response.on('close', () => (open.now -= 1))
    void text(request).then(
      (body) => {
        const one = { headers: request.headers, body }
        received.push(one)
        return respond(response, one)
      },
      () => undefined,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    open,
    close: async () => {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The process may send webhooks to this machine from now on, as an operator allows it. */
export function allowLocalReceivers(): void {
  Object.assign(process.env, { SENTINEL_WEBHOOK_HTTP: '1', SENTINEL_WEBHOOK_NETWORKS: '127.0.0.0/8' })
  Reflect.deleteProperty(globalThis, Symbol.for('sentinel.env'))
}
