/**
 * Runs the work for every item, `workers` at a time, and returns the results in the order of the items. Enough for
 * contention, but few enough that no caller times out waiting for a connection.
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
