import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { modelsDir } from '@/lib/engine/inference'
import { setStage, stageModel, storeBundle } from '@/lib/governance/models'
import { startServer } from '../../tests/support/server'
import { type LoadRequest, runLoad } from './load'
import type { BenchResult } from './main-job'
import { prepareBench } from './prepare'
import { type BenchLine, percentiles } from './table'

const SHIPPED = { name: 'paysim', version: '2.0.0' }
const COPY = '2.0.1'
/** Turns without and with challengers, so that both meet the same moments of the machine. */
const TURNS = 6
const CONNECTIONS = [1, 16] as const
/** In which a server loads the models of a changed stage. */
const SETTLE_MS = 3_000

/** A copy of the shipped bundle under another version: a second challenger. */
async function copyOfBundle(): Promise<Map<string, Buffer>> {
  const folder = path.join(modelsDir(), SHIPPED.name, SHIPPED.version)
  const files = new Map<string, Buffer>()
  for (const name of await readdir(folder)) files.set(name, await readFile(path.join(folder, name)))
  const manifest = JSON.parse(String(files.get('manifest.json'))) as Record<string, unknown>
  return files.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, version: COPY })))
}

/** Single scores in turns with no challenger and with two shadow models. */
export async function benchChallengers(seconds: number): Promise<BenchResult> {
  const { admin, apiKey, body, close } = await prepareBench()
  const challengers = [
    (await stageModel(admin, SHIPPED.name, SHIPPED.version)).id,
    (await storeBundle(admin, await copyOfBundle())).id,
  ]
  const server = await startServer({ env: { LOG_LEVEL: 'info', SENTINEL_RATE_LIMIT: '1000000' } })
  try {
    const next = (): LoadRequest => ({
      method: 'POST',
      path: '/api/score',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    })
    const lines: BenchLine[] = []
    let failures = 0
    let version = 1
    for (let turn = 0; turn < TURNS; turn++) {
      const with2 = turn % 2 === 1
      if (turn > 0) await moveAll(admin, challengers, version++, with2 ? 'shadow' : 'registered')
      await sleep(SETTLE_MS)
      for (const connections of CONNECTIONS) {
        const load = { url: server.url, connections, seconds, warmup: turn === 0 ? 1_000 : 300, next }
        const result = await runLoad(load)
        failures += result.failures
        lines.push({
          what: with2 ? 'two shadow models' : 'no challenger',
          load: `${connections} connection${connections > 1 ? 's' : ''}`,
          samples: result.samples,
          perSecond: result.samples.length / result.seconds,
        })
      }
    }
    const metrics = await (await fetch(`${server.url}/api/metrics`)).text()
    const rows = metrics.split('\n').filter((line) => line.startsWith('sentinel_challenger_rows_total'))
    return { lines, notes: [...CONNECTIONS.map((of) => growth(lines, of)), ...rows], failures }
  } finally {
    await server.stop()
    await close()
  }
}

async function moveAll(
  admin: Context,
  ids: readonly string[],
  version: number,
  stage: 'shadow' | 'registered',
): Promise<void> {
  for (const id of ids) await setStage(admin, id, version, { stage })
}

/** 'p50 at 16 connections: 5.10 ms without, 5.21 ms with two shadow models (+2.2 %)' */
function growth(lines: readonly BenchLine[], connections: number): string {
  const median = (what: string) => {
    const of = lines.filter((line) => line.what === what && line.load.startsWith(`${connections} `))
    return percentiles(of.flatMap(({ samples }) => samples)).p50
  }
  const [without, with2] = [median('no challenger'), median('two shadow models')]
  const change = (100 * (with2 / without - 1)).toFixed(1)
  return `p50 at ${connections}: ${without.toFixed(2)} ms without, ${with2.toFixed(2)} ms with two shadow models (${change} %)`
}
