import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

const HOST = path.resolve(__dirname, '..', '..', 'scripts', 'postgres-host.mjs')
const PASSWORDS = { postgres: 'superuser-secret', owner: 'owner-secret', app: 'app-secret' }

export interface EmbeddedPostgres {
  url(role: keyof typeof PASSWORDS): string
  stop(): Promise<void>
}

/** Starts the product's embedded Postgres on a directory of the test, with durable writes. */
export async function openEmbedded(dataDir: string): Promise<EmbeddedPostgres> {
  const host = spawn(process.execPath, [HOST], { stdio: ['pipe', 'pipe', 'ignore'] })
  const exited = once(host, 'exit')
  host.stdin.write(`${JSON.stringify({ dataDir, durable: true, passwords: PASSWORDS })}\n`)
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string]
  const { status, port, reason } = JSON.parse(line) as { status: string; port: number; reason?: string }
  if (status !== 'ready') throw new Error(`Postgres did not start: ${reason}`)
  return {
    url: (role) => {
      const user = role === 'postgres' ? role : `sentinel_${role}`
      return `postgresql://${user}:${PASSWORDS[role]}@127.0.0.1:${port}/sentinel`
    },
    async stop() {
      host.stdin.end()
      await exited
    },
  }
}
