import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { MODEL_NAME, MODEL_VERSION } from '@/lib/engine/inference/manifest'

/** Feature names, separated by commas. */
export const featureList = z
  .string()
  .min(1)
  .transform((text) => text.split(',').map((name) => name.trim()))

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
