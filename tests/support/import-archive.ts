import { FEATURE_NAMES } from '@/lib/engine/features'
import { prepareImport } from '@/lib/engine/inference'
import { LIGHTGBM_TEXT } from '../lib/engine/inference/import/support/model-files'
import { referenceOf } from '../lib/engine/inference/import/support/reference'
import { zipArchive } from './zip-archive'

/** A ZIP archive of files by name. */
export const archiveOf = (files: Record<string, string | Buffer>): Buffer<ArrayBuffer> =>
  zipArchive(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })))

/** An archive with a small model, its reference rows, and thresholds of its own. */
export async function importArchive(described: {
  name: string
  version: string
}): Promise<Buffer<ArrayBuffer>> {
  const prepared = await prepareImport(Buffer.from(LIGHTGBM_TEXT), null, FEATURE_NAMES)
  return archiveOf({
    'import.json': JSON.stringify({
      ...described,
      model: 'model.txt',
      reference: 'rows.json',
      thresholds: { review: 0.2, block: 0.8 },
    }),
    'model.txt': LIGHTGBM_TEXT,
    'rows.json': JSON.stringify(referenceOf(prepared)),
  })
}
