import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

const HOST = path.resolve(__dirname, '..', '..', '..', 'scripts', 'postgres-host.mjs')
const passwords = { postgres: 'superuser-secret', owner: 'owner-secret', app: 'app-secret' }

const folder = mkdtempSync(path.join(tmpdir(), 'sentinel-embedded-'))
const dataDir = path.join(folder, 'postgres')
const running = new Set<ChildProcess>()

afterAll(async () => {
  for (const host of running) {
    host.stdin?.end()
    await once(host, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

async function open(port?: number): Promise<{ host: ChildProcess; port: number }> {
  const host = spawn(process.execPath, [HOST], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
  running.add(host)
  host.once('exit', () => running.delete(host))
  host.stdin.write(`${JSON.stringify({ dataDir, port, durable: true, passwords })}\n`)
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string]
  const response = JSON.parse(line) as { status: string; port: number }
  expect(response.status).toBe('ready')
  return { host, port: response.port }
}

async function query(port: number, sql: string): Promise<unknown[]> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.postgres,
    database: 'sentinel',
  })
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const postmasterPid = (): number =>
  Number.parseInt(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8'), 10)

describe('the embedded Postgres', () => {
  it('keeps committed rows after kill -9 of its host and of itself, and stops when its parent ends', async () => {
    const first = await open()
    await query(first.port, 'create table kept (n int)')
    await query(first.port, 'insert into kept values (1)')

    // The host dies alone: its Postgres is an orphan that the next start has to stop.
    const orphan = postmasterPid()
    first.host.kill('SIGKILL')
    await once(first.host, 'exit')
    expect(() => process.kill(orphan, 0)).not.toThrow()

    const second = await open(first.port)
    expect(second.port).toBe(first.port)
    expect(await query(second.port, 'select n from kept')).toEqual([{ n: 1 }])

    // Postgres dies too: its lock file stays behind.
    await query(second.port, 'insert into kept values (2)')
    process.kill(postmasterPid(), 'SIGKILL')
    await once(second.host, 'exit')
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(true)

    const third = await open(first.port)
    expect(await query(third.port, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])

    const last = postmasterPid()
    third.host.stdin?.end()
    const [code] = (await once(third.host, 'exit')) as [number | null]
    expect(code).toBe(0)
    while (runs(last)) await sleep(50)
  })

  it('writes durably and listens on 127.0.0.1 only', async () => {
    const { port } = await open()
    const settings = await query(
      port,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes',
       'listen_addresses', 'unix_socket_directories') order by name`,
    )
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'synchronous_commit', setting: 'on' },
      { name: 'unix_socket_directories', setting: '' },
    ])
  })
})
