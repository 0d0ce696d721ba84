import { z } from 'zod'
import { isMetadataFeature, MAX_METADATA_FEATURES, namesMetadata } from '@/lib/engine/features'
import { type BundleManifest, CALIBRATION_KINDS } from './types'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const probability = z.number().gt(0).lt(1)
/** No separator and no leading dot: a file name cannot leave the folder of the bundle. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)

export const MODEL_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/
export const MODEL_VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/

const count = z.int().min(0)
const difference = z.number().min(0)

const imported = z.object({
  library: z.enum(['LightGBM', 'XGBoost']),
  libraryVersion: z.string(),
  booster: z.string(),
  objective: z.string(),
  fileSha256: sha256,
  history: z
    .object({
      rows: count,
      frauds: count,
      from: z.string(),
      to: z.string(),
      labelDelayDays: z.number().positive().optional(),
    })
    .nullable(),
  reference: z.object({
    sha256,
    rows: count,
    leafShare: z.number().min(0).max(1),
    margin: difference,
    contribution: difference,
    baseValue: difference,
    float32Rows: count.optional(),
  }),
})

const manifestFields = z.object({
  format: z.literal(1),
  name: z.string().regex(MODEL_NAME),
  version: z.string().regex(MODEL_VERSION),
  createdAt: z.string(),
  runId: z.string(),
  objective: z.literal('binary'),
  features: z
    .array(z.string().min(1))
    .min(1)
    .refine((names) => new Set(names).size === names.length, 'a feature is named twice')
    .refine(
      (names) => names.filter(namesMetadata).every(isMetadataFeature),
      'a field of the metadata has a key of up to 64 letters, digits, underscores and hyphens',
    )
    .refine(
      (names) => names.filter(namesMetadata).length <= MAX_METADATA_FEATURES,
      `more than ${MAX_METADATA_FEATURES} features are fields of the metadata`,
    ),
  baseValue: z.number(),
  thresholds: z
    .object({ review: probability, block: probability, mediumFrom: probability, highFrom: probability })
    .refine(({ review, block }) => review <= block, 'review must not lie above block')
    .refine(({ mediumFrom, highFrom }) => mediumFrom <= highFrom, 'mediumFrom must not lie above highFrom'),
  training: z
    .object({
      dataSha256: sha256,
      mappingSha256: sha256.nullish(),
      rows: z.int().positive(),
      frauds: z.int().min(0),
      from: z.string(),
      to: z.string(),
      codeVersion: z.string(),
    })
    .optional(),
  imported: imported.optional(),
  slices: z
    .array(
      z.object({
        name: z.string(),
        from: z.string(),
        to: z.string(),
        rows: z.int().min(0),
        frauds: z.int().min(0),
      }),
    )
    .optional(),
  calibrationKind: z.enum(CALIBRATION_KINDS).optional(),
  costs: z
    .object({
      perReview: z.number().min(0),
      missed: z.union([z.literal('amount'), z.number().positive()]),
    })
    .optional(),
  metrics: z.record(z.string(), z.number()),
  files: z.record(fileName, sha256),
})

/** The content of manifest.json. */
export const manifestSchema = manifestFields.refine(
  ({ training, imported }) => (training === undefined) !== (imported === undefined),
  'it must say either how the model was trained or where it was imported from',
) satisfies z.ZodType<BundleManifest>
