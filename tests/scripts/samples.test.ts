/** Guarantee: the sample files that the product serves are accepted by its own readers. */

import { readFileSync } from 'node:fs'
import { parseImport } from '@/lib/desk/watchlists/parse-import'
import { readHistory } from '@/lib/scoring/history'
import { historyRows } from '../support/history-file'

it('reads every row of the sample transactions, a fraud among them', async () => {
  const file = 'public/samples/transactions.csv'
  const rows = await historyRows(readHistory(file, null))
  expect(rows).toHaveLength(readFileSync(file, 'utf8').trim().split('\n').length - 1)
  expect(rows.some(({ label }) => label!.isFraud)).toBe(true)
})

it('accepts every row of the sample watchlist', () => {
  const rows = parseImport(
    { country: null },
    readFileSync('public/samples/watchlist.csv', 'utf8'),
    new Date(),
  )
  expect(rows.map(({ entry }) => entry !== null)).toEqual([true, true, true])
})
