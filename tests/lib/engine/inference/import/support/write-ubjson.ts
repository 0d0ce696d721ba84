/** UBJSON as XGBoost writes it: typed arrays of numbers with a count, int64 lengths. */
export function writeUbjson(value: unknown): Buffer {
  if (value === null) return Buffer.from('Z')
  if (typeof value === 'boolean') return Buffer.from(value ? 'T' : 'F')
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), length(value)])
  if (typeof value === 'number') return Buffer.concat([Buffer.from('D'), double(value)])
  if (Array.isArray(value)) return writeArray(value)
  const entries = Object.entries(value as object)
  return Buffer.concat([
    Buffer.from('{'),
    ...entries.flatMap(([key, item]) => [length(key), writeUbjson(item)]),
    Buffer.from('}'),
  ])
}

function writeArray(items: unknown[]): Buffer {
  if (items.length > 0 && items.every((item) => typeof item === 'number')) {
    return Buffer.concat([Buffer.from('[$D#L'), int64(items.length), ...items.map(double)])
  }
  return Buffer.concat([Buffer.from('[#L'), int64(items.length), ...items.map(writeUbjson)])
}

const length = (text: string): Buffer =>
  Buffer.concat([Buffer.from('L'), int64(Buffer.byteLength(text)), Buffer.from(text)])

export function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}
