import path from 'node:path'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { type Model, modelsDir } from '@/lib/engine/inference'
import { registerModel } from '@/lib/governance/models'
import { singleton } from '@/lib/platform/singleton'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

const NAME = 'catalogue'
const VERSION = '1.0.0'
const HASH = '0'.repeat(64)

/** A model that uses every feature and returns one score for all rows, so that each prediction stores all features. */
const model: Model = {
  name: NAME,
  version: VERSION,
  manifest: {
    format: 1,
    name: NAME,
    version: VERSION,
    createdAt: '',
    runId: '',
    objective: 'binary',
    features: [...FEATURE_NAMES],
    baseValue: -3,
    thresholds: { review: 0.5, block: 0.9, mediumFrom: 0.3, highFrom: 0.8 },
    training: { dataSha256: HASH, rows: 1, frauds: 0, from: '', to: '', codeVersion: '' },
    metrics: {},
    files: {},
  },
  manifestSha256: HASH,
  featureNames: FEATURE_NAMES,
  baseValue: -3,
  predictMargins: (_, n) => Promise.resolve(new Float64Array(n).fill(-3)),
  explain: (rows) => new Float64Array(rows.length),
  calibrate: (margin) => 1 / (1 + Math.exp(-margin)),
}

/** Puts that model into production for the tenant in this process, so that all computed features can be read. */
export async function useCatalogueModel({ system }: MintedTenant): Promise<void> {
  const loaded = singleton('models', () => new Map<string, { promise: Promise<Model>; model?: Model }>())
  loaded.set(path.join(modelsDir(), NAME, VERSION), { promise: Promise.resolve(model), model })
  await registerModel(system, NAME, VERSION)
}

/** The stored feature vectors of the tenant's predictions, in the order of commit. */
export const storedVectors = ({ tenant }: MintedTenant): Promise<Float32Array[]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ features: number[] }>(
      `select p.features from predictions p
         join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id
        where p.tenant_id = $1 order by t.seq`,
      [tenant.id],
    )
    return rows.map(({ features }) => Float32Array.from(features))
  })
