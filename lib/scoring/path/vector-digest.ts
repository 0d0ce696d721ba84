import { hash } from 'node:crypto'
import { listOf } from '@/lib/platform/db'

/**
 * Returns a function that hashes features and contributions of row `index`: SHA-256 of both lists as the database sends them.
 * The seal of a row takes this digest, because the database spends a third of a seal on making the bytes of the lists.
 * @param features what `matrixArray` returned for all rows, as `contributions`
 */
export function vectorDigests(
  count: number,
  features: Buffer,
  contributions: Buffer,
): (index: number) => string {
  const lists = [listOf(features, count), listOf(contributions, count)] as const
  const bytes = Buffer.allocUnsafe(lists[0].bytes + lists[1].bytes)
  return (index) => {
    lists[0].copy(index, bytes, 0)
    lists[1].copy(index, bytes, lists[0].bytes)
    return hash('sha256', bytes, 'hex')
  }
}
