import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { unpackArchive } from '@/lib/governance/models'
import type { RegisteredModel } from '@/lib/governance/models/schema'
import { AppError } from '@/lib/platform/errors'
import { importModel } from './import-model'
import { IMPORT_FILE, type ImportDescription, importDescription } from './import-description'

/**
 * Imports the model in a ZIP archive: import.json, the model file and its reference rows.
 * @throws AppError invalid-archive, and those of importModel
 */
export async function uploadImport(ctx: Context, archive: Uint8Array): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  const files = await unpackArchive(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength))
  const { name, version, model, reference, features, mapping, thresholds } = readDescription(files)
  const imported = await importModel(ctx, {
    name,
    version,
    file: fileOf(files, model),
    reference: fileOf(files, reference),
    naming: mapping ? new Map(Object.entries(mapping)) : (features ?? null),
    uncalibrated: thresholds ?? null,
  })
  return imported.model
}

function readDescription(files: ReadonlyMap<string, Buffer>): ImportDescription {
  const parsed = importDescription.safeParse(parseJson(fileOf(files, IMPORT_FILE)))
  if (parsed.success) return parsed.data
  throw invalid(`${IMPORT_FILE}: ${z.prettifyError(parsed.error)}`, parsed.error)
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch (cause) {
    throw invalid(`${IMPORT_FILE} is not valid JSON`, cause)
  }
}

function fileOf(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const content = files.get(name)
  if (!content) throw invalid(`it has no file ${name}`)
  return content
}

const invalid = (reason: string, cause?: unknown): AppError =>
  new AppError('invalid-archive', { detail: `The archive cannot be imported: ${reason}.`, cause })
