/** Arrays begin on a cache line of their own. */
const LINE = 64

export interface MemoryLayout<Name extends string> {
  /** First byte of each array. */
  at: Record<Name, number>
  bytes: number
}

/** Lays arrays of these lengths (in bytes) end to end. */
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
