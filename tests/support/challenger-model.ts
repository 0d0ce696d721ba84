import path from 'node:path'
import { type Model, modelsDir } from '@/lib/engine/inference'
import { setStage, stageModel } from '@/lib/governance/models'
import type { DirectStage, RegisteredModel } from '@/lib/governance/models/schema'
import { singleton } from '@/lib/platform/singleton'
import type { MintedTenant } from './minted-tenant'

const VERSION = '1.0.0'
const HASH = '0'.repeat(64)
/** It reads one feature, so its vectors differ from those of the shipped models. */
const FEATURE = 'amount'

/** What a test model returns per row: a margin, or a failure. */
export type Behaviour = (amount: number) => number

/** A model of the test that computes its margin from the amount; `explain` puts all of it on that feature. */
function modelNamed(name: string, marginOf: Behaviour): Model {
  const predict = (rows: Float32Array) => Float64Array.from(rows, (amount) => marginOf(amount))
  return {
    name,
    version: VERSION,
    manifest: {
      format: 1,
      name,
      version: VERSION,
      createdAt: '',
      runId: '',
      objective: 'binary',
      features: [FEATURE],
      baseValue: 0,
      thresholds: { review: 0.5, block: 0.9, mediumFrom: 0.3, highFrom: 0.8 },
      training: { dataSha256: HASH, rows: 1, frauds: 0, from: '', to: '', codeVersion: '' },
      metrics: {},
      files: {},
    },
    manifestSha256: HASH,
    featureNames: [FEATURE],
    baseValue: 0,
    predictMargins: async (rows) => predict(rows),
    explain: (rows) => predict(rows),
    calibrate: (margin) => 1 / (1 + Math.exp(-margin)),
  }
}

/** Registers a model of the test for the tenant, in the memory of this process, and moves it through the stages. */
export async function useChallenger(
  minted: MintedTenant,
  name: string,
  marginOf: Behaviour,
  through: readonly DirectStage[],
): Promise<RegisteredModel> {
  const loaded = singleton('models', () => new Map<string, { promise: Promise<Model>; model?: Model }>())
  const model = modelNamed(name, marginOf)
  loaded.set(path.join(modelsDir(), name, VERSION), { promise: Promise.resolve(model), model })
  const { id } = await stageModel(minted.as.admin, name, VERSION)
  return await moveThrough(minted, id, through)
}

/** Moves a registered model through the stages, from the first version of its stage. */
export async function moveThrough(
  minted: MintedTenant,
  id: string,
  through: readonly DirectStage[],
): Promise<RegisteredModel> {
  let moved: RegisteredModel | null = null
  for (const stage of through)
    moved = await setStage(minted.as.admin, id, moved?.stage_version ?? 1, { stage })
  if (!moved) throw new Error('no stage was named')
  return moved
}
