/**
 * Measures the product on this machine: the model's work in process, then the built server with a durable Postgres and the
 * load generator beside it. Prints one table. `--seconds N` per load (default 10).
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { warmModels } from '@/lib/inference'
import { startServer } from '../tests/support/server'
import { benchCore } from './bench/core'
import { benchHttp, memoryOf } from './bench/http'
import { benchPeer } from './bench/peer'
import { signIn } from './bench/sign-in'
import { formatTable } from './bench/table'
import { startPostgres } from './bootstrap/postgres.mjs'
import { newSecret } from './bootstrap/secrets.mjs'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } })

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sentinel-bench-'))
  const passwords = { postgres: newSecret(), owner: newSecret(), app: newSecret() }
  const logFile = path.join(folder, 'postgres.log')
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    durable: true,
    logFile,
    passwords,
  })
  Object.assign(process.env, {
    DATABASE_URL: postgres.url('app'),
    MIGRATION_DATABASE_URL: postgres.url('owner'),
    TEST_RUN_FOLDER: folder,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: newSecret(),
    SENTINEL_JWT_SECRET: newSecret(),
    SENTINEL_TENANT_SEAL_KEY: newSecret(),
    SENTINEL_DEMO: '1',
    LOG_LEVEL: 'warn',
  })
  try {
    await measure()
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(): Promise<void> {
  const { prepareBench } = await import('./bench/prepare')
  const prepared = await prepareBench()
  const core = await benchCore(prepared.model, prepared.inputs)
  const peer = await benchPeer(await warmModels(), prepared.inputs)
  await prepared.close()
  const server = await startServer({ env: { LOG_LEVEL: 'info', SENTINEL_RATE_LIMIT: '1000000' } })
  try {
    const cookie = await signIn(server.url, prepared.email, prepared.password)
    const { lines, failures } = await benchHttp({
      ...{ url: server.url, apiKey: prepared.apiKey, cookie, body: prepared.body },
      seconds: Number(values.seconds),
    })
    const memory = memoryOf(server.pid())
    const [cpu] = os.cpus()
    console.log(
      `\n${os.cpus().length} cores (${cpu?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    )
    console.log('Postgres (fsync on) and the load generator on the same machine; closed loop\n')
    console.log(formatTable([...core, ...lines]))
    console.log(`\n${peer}`)
    if (memory)
      console.log(`\nServer memory: ${memory.nowMb} MB after the loads, ${memory.peakMb} MB at most`)
    console.log(`Answers that were not 2xx: ${failures}`)
    process.exitCode = failures ? 1 : 0
  } finally {
    await server.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
