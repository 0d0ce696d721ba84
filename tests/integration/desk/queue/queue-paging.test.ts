import { recordDecision } from '@/lib/desk/decisions'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { byLoss, byTime, predictionsOf, scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { listQueue, type QueueInput } from '../../../support/list-queue'

/** Who pages through the queue while others score and decide misses nothing and sees nothing twice. */
describe('paging through a queue that changes', () => {
  let minted: MintedTenant
  let key: string
  let first: string[]

  beforeEach(async () => {
    minted = await mintTenant()
    key = await scoringKey(minted)
    first = (await scoreRows(key, tyingRows(120, 'walk'))).map((row) => row.prediction_id)
  })

  /** Reads page after page; `meanwhile` runs between two pages and is told what has been read. */
  async function walk(
    input: QueueInput,
    meanwhile: (seen: TransactionRow[], page: number) => Promise<unknown>,
  ) {
    const seen: TransactionRow[] = []
    let cursor: string | null = null
    for (let page = 1; page === 1 || cursor !== null; page++) {
      const at: QueueInput = cursor === null ? {} : { cursor }
      const { items, next_cursor } = await listQueue(minted.as.analyst, { ...input, ...at, limit: 17 })
      expect(items.length).toBe(next_cursor === null ? Math.min(items.length, 17) : 17)
      seen.push(...items)
      cursor = next_cursor
      if (cursor !== null) await meanwhile(seen, page)
    }
    return seen.map((item) => item.prediction_id)
  }

  /** Some rows above and some below wherever the reader stands. */
  const scoreMore = (page: number) =>
    scoreRows(
      key,
      tyingRows(20, `during-${page}`).filter((_, i) => i % 7 === 0),
    )

  const decideOne = (transaction_id: string | undefined) =>
    recordDecision(minted.as.admin, transaction_id ?? '', { decision: 'confirmed_fraud' })

  const sorted = async (order: typeof byLoss) => (await predictionsOf(minted)).sort(order)

  it.each([
    ['loss', byLoss],
    ['time', byTime],
  ] as const)('returns each row exactly once, in order, by %s', async (order, compare) => {
    const before = await sorted(compare)
    const unread = (seen: TransactionRow[]) =>
      before.find((row) => !seen.some((item) => item.prediction_id === row.id))?.transaction_id
    const seen = await walk({ order }, async (items, page) => {
      await scoreMore(page)
      await decideOne(items.at(-1)?.transaction_id)
      await decideOne(unread(items))
    })
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => first.includes(id))).toEqual(before.map(({ id }) => id))
    const after = (await sorted(compare)).map(({ id }) => id)
    expect(after.length).toBeGreaterThan(before.length)
    expect(seen).toEqual(after.filter((id) => seen.includes(id)))
    if (order === 'time') expect(seen).toEqual(before.map(({ id }) => id))
  })

  it('omits from the pending queue exactly the rows that were decided before they were read', async () => {
    const decidedUnread: string[] = []
    const before = await sorted(byLoss)
    const seen = await walk({ order: 'loss', decision: 'pending' }, async (items) => {
      await decideOne(items.at(-1)?.transaction_id)
      const next = before.find(
        ({ id }) => !items.some((item) => item.prediction_id === id) && !decidedUnread.includes(id),
      )
      await decideOne(next?.transaction_id)
      if (next) decidedUnread.push(next.id)
    })
    expect(decidedUnread.length).toBeGreaterThan(3)
    expect(seen).toEqual(before.map(({ id }) => id).filter((id) => !decidedUnread.includes(id)))
  })

  it('shows new rows first in the order of time', async () => {
    const fresh = (await scoreRows(key, tyingRows(3, 'fresh'))).map((row) => row.prediction_id)
    const { items } = await listQueue(minted.as.analyst, { order: 'time', limit: 4 })
    expect(items.map((item) => item.prediction_id)).toEqual([...fresh.toReversed(), first.at(-1)])
  })
})
