/** Guarantee: a field whose values know the label is named; ordinary signals are not. */

import { ColumnValues } from '@/lib/scoring/history/summary/column-values'
import { averagePrecision, leakReason } from '@/lib/scoring/history/summary/leaks'

/** Rows of a value, the first of them fraud. */
type Part = [value: string | number | null, rows: number, frauds: number]

function counted(parts: Part[], isId = false) {
  const values = new ColumnValues('field', isId)
  for (const [value, rows, frauds] of parts) {
    for (let i = 0; i < rows; i++) values.add(value, i < frauds)
  }
  return values.counts()
}

it.each<[string, Part[], RegExp]>([
  [
    'a flag for most frauds and nothing else',
    [
      ['1', 86, 86],
      ['0', 9914, 14],
    ],
    /the value "1" occurs in 86 rows, all of them fraud/,
  ],
  [
    'a flag with one error in a hundred',
    [
      ['1', 100, 99],
      ['0', 9900, 30],
    ],
    /"1" occurs in 100 rows, 99 of them fraud/,
  ],
  [
    'a count that only fraud reaches',
    [
      [0, 9900, 20],
      [3, 40, 40],
      [5, 60, 40],
    ],
    /the value "3" occurs in 40 rows, all/,
  ],
  [
    'cells that are filled for fraud',
    [
      [null, 9900, 3],
      ['cb', 100, 97],
    ],
    /average precision of 0\.9/,
  ],
  [
    'cells that are empty for fraud',
    [
      ['settled', 9890, 0],
      [null, 110, 100],
    ],
    /average precision|none of them fraud/,
  ],
  [
    'a value of nearly all rows without a fraud',
    [
      ['settled', 9500, 0],
      ['open', 500, 100],
    ],
    /"settled" occurs in 9500 rows, none/,
  ],
])('names %s', (_case, parts, reason) => {
  expect(leakReason(counted(parts))).toMatch(reason)
})

it.each<[string, Part[]]>([
  [
    'types of payment of which some have no fraud',
    [
      ['PAYMENT', 5000, 0],
      ['CASH_IN', 3000, 0],
      ['TRANSFER', 2000, 60],
    ],
  ],
  [
    'a risky country',
    [
      ['KE', 9800, 40],
      ['NG', 200, 60],
    ],
  ],
  [
    'a rare pure value',
    [
      ['KE', 9990, 195],
      ['XX', 5, 5],
    ],
  ],
  ['one value', [['KE', 10_000, 100]]],
  [
    'five frauds',
    [
      ['1', 5, 5],
      ['0', 9995, 0],
    ],
  ],
])('does not name %s', (_case, parts) => {
  expect(leakReason(counted(parts))).toBeNull()
})

it('counts ids, and fields of very many values, only as filled or empty', () => {
  const many = Array.from({ length: 3000 }, (_, i): Part => [`v${i}`, 1, 0])
  expect(counted(many)).toEqual([{ value: 'any value', rows: 3000, frauds: 0 }])
  expect(
    counted(
      [
        ['device of a fraudster', 50, 50],
        ['other', 950, 0],
      ],
      true,
    ),
  ).toHaveLength(1)
  expect(
    leakReason(
      counted(
        [
          ['d1', 60, 60],
          [null, 9940, 5],
        ],
        true,
      ),
    ),
  ).toMatch(/any value/)
})

it('computes average precision over groups of equal values', () => {
  const counts = [
    { value: 'a', rows: 100, frauds: 50 },
    { value: 'b', rows: 100, frauds: 10 },
    { value: 'c', rows: 800, frauds: 0 },
  ]
  expect(averagePrecision(counts)).toBeCloseTo((50 / 60) * 0.5 + (10 / 60) * 0.3, 10)
})
