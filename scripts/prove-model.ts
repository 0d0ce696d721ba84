/**
 * Compares a model file with its library's own results on reference rows, as an import does. Needs no database. With --out it
 * writes the bundle, with the library's own probability, for an upload.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { type ImportChoices, prepareImport, writeImportedBundle } from '@/lib/engine/inference'
import { readArguments } from './operator/read-arguments'
import {
  featureList,
  modelName,
  modelVersion,
  readInput,
  readNaming,
  readThresholds,
  threshold,
} from './operator/read-model-files'

const USAGE =
  'Usage: npm run model:prove -- --model model.txt --reference rows.json [--features amount,metadata.risk,... | --mapping names.json]\n' +
  '  [--out FOLDER --name ours --version 1.0.0 --review 0.2 --block 0.8]'

const proveArguments = z.strictObject({
  model: z.string().min(1),
  reference: z.string().min(1),
  features: featureList.optional(),
  mapping: z.string().min(1).optional(),
  out: z.string().min(1).optional(),
  name: modelName.optional(),
  version: modelVersion.optional(),
  review: threshold.optional(),
  block: threshold.optional(),
})
type ProveArguments = z.output<typeof proveArguments>

export async function proveModel(args: string[]): Promise<string> {
  const given = readArguments(proveArguments, args, USAGE)
  const described = given.out === undefined ? PROOF_ONLY : describe(given)
  const [file, reference, naming] = await Promise.all([
    readInput(given.model),
    readInput(given.reference),
    readNaming(given),
  ])
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const prepared = await prepareImport(file, naming, FEATURE_NAMES)
  const { source, trees } = prepared
  const { files, model } = await writeImportedBundle(prepared, reference, {
    ...described,
    calibration: { kind: 'logistic', slope: source.slope, intercept: 0 },
    history: null,
    baseline: null,
    metrics: {},
    createdAt: new Date(),
  })
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const cpuSeconds = (user + system) / 1e6
  if (given.out !== undefined) await writeFiles(given.out, files)
  const proof = model.manifest.imported!.reference
  return [
    `${source.library} ${source.libraryVersion}, ${source.booster}, ${source.objective}: ${trees.treeCount} trees, ${trees.featureCount} features`,
    `${proof.rows} reference rows reach ${(100 * proof.leafShare).toFixed(1)} % of the leaves`,
    `largest differences from the library: margin ${proof.margin.toExponential(1)}, contribution ${proof.contribution.toExponential(1)}, base value ${proof.baseValue.toExponential(1)}`,
    proof.float32Rows === undefined
      ? null
      : `bit for bit ${source.library}'s margin, added in float32 as ${source.library} does: ${proof.float32Rows} of ${proof.rows} rows`,
    `read, written, proven and loaded in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of a processor`,
  ]
    .filter((line) => line !== null)
    .join('\n')
}

type Described = Pick<ImportChoices, 'name' | 'version' | 'thresholds'>

/** A bundle that is written to memory only. */
const PROOF_ONLY: Described = {
  name: 'proof',
  version: '0.0.0',
  thresholds: { review: 0.5, block: 0.5, mediumFrom: 0.5, highFrom: 0.5 },
}

function describe(given: ProveArguments): Described {
  const { name, version } = given
  if (name === undefined || version === undefined)
    throw new Error(`--out needs --name and --version\n\n${USAGE}`)
  const { review, block } = readThresholds(given, `--out needs`, USAGE)
  return { name, version, thresholds: { review, block, mediumFrom: review, highFrom: block } }
}

/** @throws Error when the folder holds a bundle: one that was published never changes */
async function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, content] of files) await writeFile(path.join(folder, name), content, { flag: 'wx' })
}

if (require.main === module) {
  proveModel(process.argv.slice(2)).then(console.log, (error: unknown) => {
    console.error(`✖ ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
}
