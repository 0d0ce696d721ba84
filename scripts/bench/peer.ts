import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { newStateMap } from '@/lib/scoring/states'
import type { FeatureInput } from '@/lib/engine/features'
import { type Model, modelsDir } from '@/lib/engine/inference'
import { readTrees } from '@/lib/engine/inference/read-trees'
import { buildTreeShap } from '@/lib/engine/inference/tree-shap'
import { featureMatrices } from '@/lib/scoring/path/feature-matrix'
import { hasPython, type PeerProcess, startPeer, trainStressModel } from './peer-process'
import { percentiles } from './table'

/**
 * Compares the product's TreeSHAP with LightGBM's, alternately on the same trees and rows, so that noise affects both.
 */
const ROUNDS = 8
const ROWS_PER_ROUND = 100
const WARM_ROWS = 50
const FLUSHED_PER_ROUND = 10
const FLUSH_BYTES = 48 * 2 ** 20
const BATCH = 1_000
const ROWS = 2_000

interface Subject {
  name: string
  trees: string
  features: number
  /** Row-major [n x features]. */
  rows: Float32Array
}

/** Microseconds per row. */
interface Samples {
  ours: number[]
  theirs: number[]
}

/** Measures the bundles on rows from the inputs, and a stress model on random rows. Returns the text of the section. */
export async function benchPeer(models: Model[], inputs: FeatureInput[]): Promise<string> {
  const title = 'TreeSHAP beside LightGBM (C API, one thread), in turns; microseconds per row'
  if (!hasPython())
    return `${title}\nNot measured: there is no Python environment in ml/.venv; \`npm run test:ml\` makes one.`
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sentinel-peer-'))
  try {
    const subjects = [...models.map((model) => bundleSubject(model, inputs)), await stressSubject(folder)]
    const lines: string[] = []
    for (const subject of subjects) lines.push(...(await compare(subject, folder)))
    return [title, '', ...lines].join('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function bundleSubject(model: Model, inputs: FeatureInput[]): Subject {
  return {
    name: `${model.name} ${model.version}`,
    trees: path.join(modelsDir(), model.name, model.version, 'trees.json'),
    features: model.featureNames.length,
    rows: featureMatrices([model], inputs.slice(0, ROWS), newStateMap()).matrices[0] as Float32Array,
  }
}

async function stressSubject(folder: string): Promise<Subject> {
  await trainStressModel(folder)
  const { buffer } = new Uint8Array(await readFile(path.join(folder, 'rows.bin')))
  const rows = new Float32Array(buffer)
  const name = 'stress: 300 trees, 31 leaves, depth 6'
  return { name, trees: path.join(folder, 'trees.json'), features: rows.length / ROWS, rows }
}

async function compare(subject: Subject, folder: string): Promise<string[]> {
  const { name, features, rows } = subject
  const trees = readTrees(JSON.parse(await readFile(subject.trees, 'utf8')), features)
  const start = performance.now()
  const shap = buildTreeShap(trees)
  const loadMs = performance.now() - start
  const rowsFile = path.join(folder, 'subject.bin')
  await writeFile(rowsFile, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength))
  const peer = await startPeer(subject.trees, rowsFile, features)
  try {
    const difference = await largestDifference(peer, shap.explain(rows, rows.length / features), folder)
    const measured = await measure(peer, (batch, n) => shap.explain(batch, n), rows, features)
    return [
      `${name}: tables ${(shap.tableBytes / 2 ** 20).toFixed(1)} MB in ${loadMs.toFixed(0)} ms, largest difference ${difference.toExponential(1)}`,
      ...Object.entries(measured).map(([load, samples]) => `  ${load.padEnd(24)}${ratios(samples)}`),
    ]
  } finally {
    peer.close()
  }
}

async function largestDifference(peer: PeerProcess, ours: Float64Array, folder: string): Promise<number> {
  const file = path.join(folder, 'contributions.bin')
  await peer.contributions(file)
  const theirs = new Float64Array(new Uint8Array(await readFile(file)).buffer)
  if (theirs.length !== ours.length) throw new Error('LightGBM explained another number of rows')
  return ours.reduce((worst, value, i) => Math.max(worst, Math.abs(value - theirs[i]!)), 0)
}

async function measure(
  peer: PeerProcess,
  explain: (rows: Float32Array, n: number) => unknown,
  rows: Float32Array,
  features: number,
) {
  const count = rows.length / features
  const rowsFrom = (first: number, n: number) => rows.subarray(first * features, (first + n) * features)
  const timed = (first: number, n: number) => {
    const batch = rowsFrom(first, n)
    const start = performance.now()
    explain(batch, n)
    return ((performance.now() - start) * 1000) / n
  }
  const other = new Float64Array(FLUSH_BYTES / 8)
  const single: Samples = { ours: [], theirs: [] }
  const flushed: Samples = { ours: [], theirs: [] }
  const batch: Samples = { ours: [], theirs: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const first = (round * ROWS_PER_ROUND) % count
    const row = (i: number) => (first + i) % count
    for (let i = 0; i < WARM_ROWS; i++) timed(row(i), 1)
    for (let i = 0; i < ROWS_PER_ROUND; i++) single.ours.push(timed(row(WARM_ROWS + i), 1))
    for (let i = 0; i < FLUSHED_PER_ROUND; i++) {
      for (let at = 0; at < other.length; at++) other[at]! += 1
      flushed.ours.push(timed(row(i), 1))
    }
    for (let i = 0; i < 5; i++) batch.ours.push(timed(0, Math.min(BATCH, count)))
    await peer.time(`single ${row(0)} ${WARM_ROWS}`)
    single.theirs.push(...(await peer.time(`single ${row(WARM_ROWS)} ${ROWS_PER_ROUND}`)))
    flushed.theirs.push(...(await peer.time(`flushed ${row(0)} ${FLUSHED_PER_ROUND}`)))
    const [whole] = await peer.time(`batch ${Math.min(BATCH, count)}`)
    batch.theirs.push(whole! / Math.min(BATCH, count))
  }
  return { '1 row': single, '1 row, caches flushed': flushed, [`${BATCH} rows`]: batch }
}

function ratios({ ours, theirs }: Samples): string {
  const [a, b] = [percentiles(ours), percentiles(theirs)]
  const side = (name: string, { p50, p99 }: { p50: number; p99: number }) =>
    `${name} p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)}`
  return `${side('ours', a)}   ${side('LightGBM', b)}   p50 ${(b.p50 / a.p50).toFixed(1)} x, p99 ${(b.p99 / a.p99).toFixed(1)} x`
}
