import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { testSetting } from './postgres'

/** Delays each response of the run's database by `delayMs`, so that pages show their loading states. */
export const farDatabase = (delayMs: number) => relayDatabase({ delayMs })

/** Another address of the run's database, which ends connections at once while `isUp` is false. */
export async function relayDatabase({
  delayMs = 0,
  isUp = () => true,
}: {
  delayMs?: number
  isUp?: () => boolean
}): Promise<{ url: string; close(): void }> {
  const url = new URL(testSetting('DATABASE_URL'))
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  const relay = createServer((near) => {
    if (!isUp()) return near.destroy()
    const far = connect(Number(port), hostname)
    near.pipe(far)
    far.on('data', (response) => setTimeout(() => near.writable && near.write(response), delayMs))
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const address = relay.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.href,
    close() {
      relay.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
