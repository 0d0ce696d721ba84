/** The subset of the protobuf wire format that changing a nested message needs. */

/** A field of a message: bytes for wire type 2, a number for varints, raw bytes for fixed-width types. */
export interface Field {
  number: number
  wire: number
  value: Buffer | number
}

export function readFields(message: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  const bytes = (length: number) => message.subarray(at, (at += length))
  while (at < message.length) {
    const key = varint()
    const wire = key & 7
    const value = wire === 0 ? varint() : wire === 2 ? bytes(varint()) : bytes(wire === 5 ? 4 : 8)
    fields.push({ number: Math.floor(key / 8), wire, value })
  }
  return fields
}

export function writeFields(fields: Field[]): Buffer {
  const parts = fields.map(({ number, wire, value }) => {
    const key = writeVarint(number * 8 + wire)
    if (typeof value === 'number') return Buffer.concat([key, writeVarint(value)])
    return Buffer.concat(wire === 2 ? [key, writeVarint(value.length), value] : [key, value])
  })
  return Buffer.concat(parts)
}

export const varintField = (number: number, value: number): Field => ({ number, wire: 0, value })
export const bytesField = (number: number, value: Buffer): Field => ({ number, wire: 2, value })

function writeVarint(value: number): Buffer {
  const bytes: number[] = []
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128)
  return Buffer.from([...bytes, value])
}
