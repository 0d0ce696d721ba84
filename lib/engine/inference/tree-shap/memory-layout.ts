/** Bytes of a cache line; each array starts on a new one. */
const LINE = 64

export interface MemoryLayout<Name extends string> {
  /** First byte of each array. */
  at: Record<Name, number>
  bytes: number
}

/** Places arrays of the given lengths (in bytes) one after another. */
export function layOut<Name extends string>(lengths: Record<Name, number>): MemoryLayout<Name> {
  let bytes = 0
  const at = Object.fromEntries(
    Object.entries<number>(lengths).map(([name, length]) => {
      const first = bytes
      bytes += Math.ceil(length / LINE) * LINE
      return [name, first]
    }),
  ) as Record<Name, number>
  return { at, bytes }
}
