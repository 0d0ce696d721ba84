import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: Buffer
  /** UNIX mode; a plain file where not given. */
  mode?: number
  stored?: boolean
  /** The unpacked size that the archive states; the true one where not given. */
  statedSize?: number
  flags?: number
  method?: number
}

const PLAIN_FILE = 0o100644

/** A ZIP archive of these entries, in memory. It can state what no honest program would. */
export function zipArchive(entries: readonly ZipEntry[]): Buffer<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, mode = PLAIN_FILE, stored = false, ...entry } of entries) {
    const packed = stored ? content : deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0, 2)
    fields.writeUInt16LE(entry.method ?? (stored ? 0 : 8), 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.byteLength, 14)
    fields.writeUInt32LE(entry.statedSize ?? content.byteLength, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([signature(0x04034b50), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    const madeByUnix = Buffer.from([20, 3])
    directory.push(Buffer.concat([signature(0x02014b50), madeByUnix, fields, rest, Buffer.from(name)]))
    parts.push(local)
    offset += local.byteLength
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.byteLength, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.from(Buffer.concat([...parts, central, signature(0x06054b50), end]))
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
