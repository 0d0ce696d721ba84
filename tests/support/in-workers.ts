/**
 * Runs the work for every item, `workers` at a time, and answers in the order of the items. Contention stays while nobody
 * waits for a connection behind all the others: on a busy machine they would be turned away, and rightly so.
 */
export async function inWorkers<T, R>(
  workers: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [i, item] of left) results[i] = await work(item, i)
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return results
}
