// What the control file of a stopped cluster says (pg_control; src/include/catalog/pg_control.h of Postgres 18).
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const LAYOUT = 1800
const SHUT_DOWN = 1
const SEGMENT_BYTES = 16n * 1024n * 1024n
const SEGMENTS_PER_FILE_NUMBER = 0x1_0000_0000n / SEGMENT_BYTES

/**
 * The cluster's number and the WAL files that a cleanly stopped cluster needs: the one in which its last checkpoint starts
 * and the next, into which that record may reach.
 * @throws Error where the cluster was not shut down cleanly or has another layout
 */
export async function readControlFile(dataDir) {
  const bytes = await readFile(path.join(dataDir, 'global', 'pg_control'))
  const layout = bytes.readUInt32LE(8)
  if (layout !== LAYOUT) throw new Error(`pg_control has layout ${layout}; this release reads ${LAYOUT}`)
  if (bytes.readUInt32LE(16) !== SHUT_DOWN) throw new Error('the database was not shut down cleanly')
  const segment = bytes.readBigUInt64LE(32) / SEGMENT_BYTES
  const timeline = BigInt(bytes.readUInt32LE(48))
  return {
    systemIdentifier: String(bytes.readBigUInt64LE(0)),
    walFiles: [segment, segment + 1n].map((number) => walFileName(timeline, number)),
  }
}

const walFileName = (timeline, segment) =>
  [timeline, segment / SEGMENTS_PER_FILE_NUMBER, segment % SEGMENTS_PER_FILE_NUMBER]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('')
