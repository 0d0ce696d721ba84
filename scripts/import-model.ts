/**
 * Makes a bundle of a LightGBM or XGBoost model file, proves it against the library's own results, and registers it for a
 * tenant. It scores nothing until it is promoted. Needs the app's own environment and MIGRATION_DATABASE_URL.
 */
import { z } from 'zod'
import { tenantSlugSchema } from '@/lib/access/auth/schema'
import { systemContext } from '@/lib/access/tenants'
import { importModel } from '@/lib/governance/imports'
import { findTenant } from './operator/find-tenant'
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
import { runCommand } from './operator/run-command'

const USAGE =
  'Usage: npm run model:import -- --tenant my-bank --name ours --version 1.0.0 --model model.txt --reference rows.json\n' +
  '  [--features amount,metadata.risk,... | --mapping names.json] [--calibration history | identity --review 0.2 --block 0.8]'

const importArguments = z.strictObject({
  tenant: tenantSlugSchema,
  name: modelName,
  version: modelVersion,
  model: z.string().min(1),
  reference: z.string().min(1),
  features: featureList.optional(),
  mapping: z.string().min(1).optional(),
  calibration: z.enum(['history', 'identity'], 'must be history or identity').default('history'),
  review: threshold.optional(),
  block: threshold.optional(),
})

export async function importModelFile(ownerUrl: string, args: string[]): Promise<string> {
  const given = readArguments(importArguments, args, USAGE)
  const uncalibrated = readUncalibrated(given)
  const [file, reference, naming] = await Promise.all([
    readInput(given.model),
    readInput(given.reference),
    readNaming(given),
  ])
  const tenant = await findTenant(ownerUrl, given.tenant)
  if (!tenant) throw new Error(`There is no institution ${given.tenant}.`)
  const { name, version } = given
  const { manifest } = await importModel(systemContext(tenant, 'model-import'), {
    name,
    version,
    file,
    reference,
    naming,
    uncalibrated,
  })
  const { review, block } = manifest.thresholds
  return `${name}/${version} is registered at ${given.tenant}: proven on ${manifest.imported?.reference.rows} reference rows, review from ${review}, block from ${block}.`
}

/** Thresholds belong to --calibration identity; with a history they are chosen. */
function readUncalibrated(given: z.output<typeof importArguments>): { review: number; block: number } | null {
  const { calibration, review, block } = given
  if (calibration === 'history') {
    if (review === undefined && block === undefined) return null
    throw new Error(`--review and --block belong to --calibration identity\n\n${USAGE}`)
  }
  return readThresholds(given, '--calibration identity needs', USAGE)
}

if (require.main === module) void runCommand(importModelFile)
