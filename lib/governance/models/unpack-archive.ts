import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { AppError, isAppError } from '@/lib/platform/errors'
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from './schema'

export interface ArchiveLimits {
  entries: number
  /** Of all unpacked files together. */
  bytes: number
  /** Unpacked size of a file divided by its packed size. */
  ratio: number
}

/** Files of bundles shrink to a fifth or a tenth; an archive that is made to exhaust memory shrinks to a thousandth. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: MAX_BUNDLE_FILES,
  bytes: MAX_BUNDLE_BYTES,
  ratio: 200,
}

/** A file of a bundle, by itself or in one folder. */
const ENTRY_NAME = /^(?:([A-Za-z0-9][\w.-]*)\/)?([A-Za-z0-9][\w.-]*)$/
const FOLDER_NAME = /^[A-Za-z0-9][\w.-]*\/$/
/** The type of a file in the mode that UNIX programs store; other programs store 0. */
const FILE_TYPE = 0o170000
const PLAIN_FILE = 0o100000

/**
 * The files of a ZIP archive by name, in memory. The archive may hold them in one folder.
 * @throws AppError invalid-archive for anything else, and for an archive beyond the limits
 */
export async function unpackArchive(
  archive: Buffer,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Map<string, Buffer>> {
  try {
    const zip = await fromBufferPromise(archive, { strictFileNames: true })
    if (zip.entryCount > limits.entries) {
      throw invalid(`it has ${zip.entryCount} entries; at most ${limits.entries} are allowed`)
    }
    return await readEntries(zip, limits)
  } catch (error) {
    if (isAppError(error)) throw error
    throw invalid((error as Error).message, error)
  }
}

async function readEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const folders = new Set<string>()
  let left = limits.bytes
  for await (const entry of zip.eachEntry()) {
    if (FOLDER_NAME.test(entry.fileName)) continue
    const [, folder = '', name] = ENTRY_NAME.exec(entry.fileName) ?? []
    if (name === undefined) throw invalid(`${entry.fileName}: only files of one folder are allowed`)
    if (folders.add(folder).size > 1) throw invalid(`${entry.fileName}: all files must be in one folder`)
    if (files.has(name)) throw invalid(`${name} is in it twice`)
    checkEntry(entry, left, limits)
    const content = await read(zip, entry)
    left -= content.byteLength
    files.set(name, content)
  }
  return files
}

/** What the archive says about a file. yauzl stops where the content does not keep to the size. */
function checkEntry(entry: Entry, left: number, limits: ArchiveLimits): void {
  const { fileName, uncompressedSize, compressedSize } = entry
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE
  if (type !== 0 && type !== PLAIN_FILE) throw invalid(`${fileName} is a link or a special file`)
  if (entry.isEncrypted()) throw invalid(`${fileName} is encrypted`)
  if (!entry.canDecodeFileData()) throw invalid(`${fileName} is packed by an unknown method`)
  if (uncompressedSize > left) throw invalid(`its files have more than ${limits.bytes} bytes together`)
  if (uncompressedSize > compressedSize * limits.ratio) {
    throw invalid(`${fileName} is more than ${limits.ratio} times larger than its packed form`)
  }
}

async function read(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const invalid = (reason: string, cause?: unknown): AppError =>
  new AppError('invalid-archive', { detail: `The archive cannot be unpacked: ${reason}.`, cause })
