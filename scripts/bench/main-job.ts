import { warmModels } from '@/lib/engine/inference'
import { startServer } from '../../tests/support/server'
import { benchCore } from './core'
import { benchHttp, memoryOf } from './http'
import { benchPeer } from './peer'
import { prepareBench } from './prepare'
import { holdSeals, type Sealing } from './sealing'
import { signIn } from './sign-in'
import type { BenchLine } from './table'

export interface BenchResult {
  lines: BenchLine[]
  notes: string[]
  failures: number
}

/** The model's work in process, then the built server under load. */
export async function benchMainJob(seconds: number): Promise<BenchResult> {
  const prepared = await prepareBench()
  const core = await benchCore(prepared.model, prepared.inputs)
  const peer = await benchPeer(await warmModels(), prepared.inputs)
  const seals = await holdSeals(prepared.admin.tenant.id)
  const server = await startServer({
    env: {
      LOG_LEVEL: 'info',
      SENTINEL_RATE_LIMIT: '1000000',
      SENTINEL_KEY_ROWS_PER_HOUR: '1000000000',
      SENTINEL_USER_ROWS_PER_HOUR: '1000000000',
    },
  })
  try {
    const cookie = await signIn(server.url, prepared.email, prepared.password)
    const { apiKey, body } = prepared
    const { lines, failures } = await benchHttp({
      url: server.url,
      pid: server.pid(),
      apiKey,
      cookie,
      body,
      seconds,
    })
    const memory = memoryOf(server.pid())
    await server.stop()
    // Jobs of the server would work on the same decisions at the same time.
    const notes = [peer, sealingWords(await seals.seal(), lines)]
    if (memory) notes.push(`Server memory: ${memory.nowMb} MB after the loads, ${memory.peakMb} MB at most`)
    return { lines: [...core, ...lines], notes, failures }
  } finally {
    await server.stop()
    await prepared.close()
  }
}

/** The share of a score at 16 connections is the one that the seals may cost. */
function sealingWords({ rows, cpuMs }: Sealing, lines: readonly BenchLine[]): string {
  const score = lines.find(({ what, load }) => what === 'POST /api/score' && load === '16 connections')
  if (cpuMs === null || !score?.cpuMs) return `Seals: ${rows} rows`
  const share = ((100 * cpuMs) / score.cpuMs).toFixed(2)
  return `Seals: ${rows} rows, ${cpuMs.toFixed(4)} ms of CPU each: ${share} % of a score at 16 connections`
}
