import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { type FeatureNaming, MODEL_NAME, MODEL_VERSION } from '@/lib/engine/inference'

/** Feature names, separated by commas. */
export const featureList = z
  .string()
  .min(1)
  .transform((text) => text.split(',').map((name) => name.trim()))

/** The mapping file: the product's name for each name of the model file that differs. */
const mappingFile = z.record(z.string().min(1), z.string().min(1))

/** @throws Error when both are given, or the mapping is not a JSON object of texts */
export async function readNaming(given: { features?: string[]; mapping?: string }): Promise<FeatureNaming> {
  const { features, mapping } = given
  if (mapping === undefined) return features ?? null
  if (features) throw new Error('--features and --mapping exclude each other')
  const text = (await readInput(mapping)).toString('utf8')
  try {
    return new Map(Object.entries(mappingFile.parse(JSON.parse(text))))
  } catch (cause) {
    throw new Error(`${mapping} is not a JSON object of names, such as {"amt": "amount"}`, { cause })
  }
}

export const modelName = z.string().regex(MODEL_NAME, 'must be small letters, digits and hyphens')
export const modelVersion = z.string().regex(MODEL_VERSION, 'must be three numbers, such as 1.0.0')
export const threshold = z.coerce.number('must be a number between 0 and 1').gt(0).lt(1)

/** @throws Error when one of the thresholds is missing, or the first is above the second */
export function readThresholds(
  { review, block }: { review?: number; block?: number },
  needs: string,
  usage: string,
): { review: number; block: number } {
  if (review !== undefined && block !== undefined && review <= block) return { review, block }
  throw new Error(`${needs} --review and --block, the first not above the second\n\n${usage}`)
}

const MOST_BYTES = 2 ** 28

/** @throws Error with the path when the file cannot be read or is far beyond what an import accepts */
export async function readInput(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > MOST_BYTES) throw new Error(`${size} bytes; up to ${MOST_BYTES} are read`)
    return await readFile(path)
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
}
