import { z } from 'zod'
import { MODEL_NAME, MODEL_VERSION } from '@/lib/engine/inference'

const MAX_FEATURES = 1_000

const fileName = z.string().min(1).max(128)
const featureName = z.string().min(1).max(256)
const threshold = z.number().gt(0).lt(1)

/** The file of the archive that describes the others. */
export const IMPORT_FILE = 'import.json'

/** The content of import.json: what an archive says about the model in it. */
export const importDescription = z
  .strictObject({
    name: z.string().regex(MODEL_NAME, 'must be small letters, digits and hyphens'),
    version: z.string().regex(MODEL_VERSION, 'must be three numbers, such as 1.0.0'),
    model: fileName.describe('the model file in the archive'),
    reference: fileName.describe('the reference rows in the archive, JSON or CSV'),
    features: z.array(featureName).max(MAX_FEATURES).optional().describe('all features in model order'),
    mapping: z
      .record(featureName, featureName)
      .optional()
      .describe("the product's name for each feature that the model file names otherwise"),
    thresholds: z
      .strictObject({ review: threshold, block: threshold })
      .refine(({ review, block }) => review <= block, 'review must not lie above block')
      .optional()
      .describe("keeps the library's own probability, with these thresholds"),
  })
  .refine(({ features, mapping }) => !features || !mapping, 'features and mapping exclude each other')
export type ImportDescription = z.output<typeof importDescription>
