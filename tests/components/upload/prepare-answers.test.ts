/** Guarantee: each answer keeps the earlier ones, and a field has one column. */

import { fitsColumns, withAnswer, withField } from '@/app/(workspace)/upload/prepare-answers'
import { formatBytes, unsendable } from '@/components/upload/upload-words'
import { MAX_LARGE_FILE_BYTES, type Question } from '@/lib/scoring/uploads/schema'

const question = (kind: Question['kind'], about = ''): Question => ({
  kind,
  about,
  text: '',
  choices: [],
  required: true,
})

test('answers add up by their kind', () => {
  const answers = [
    [question('delimiter'), ';'],
    [question('day_first'), 'false'],
    [question('column', 'amount'), 'Betrag'],
    [question('column', 'sender_account'), 'Kunde'],
    [question('type', 'Überweisung'), 'TRANSFER'],
    [question('time_zone'), ''],
  ] as const
  expect(answers.reduce((given, [asked, value]) => withAnswer(given, asked, value), {})).toEqual({
    delimiter: ';',
    day_first: false,
    columns: { amount: 'Betrag', sender_account: 'Kunde' },
    types: { Überweisung: 'TRANSFER' },
  })
})

test('a column that gets another field leaves its former one', () => {
  const columns = [
    { name: 'id', field: 'external_id' as const, samples: [] },
    { name: 'who', field: null, samples: [] },
  ]
  expect(withField({}, columns, 'id', 'sender_account')).toEqual({
    columns: { external_id: '', sender_account: 'id' },
  })
  expect(withField({}, columns, 'id', '')).toEqual({ columns: { external_id: '' } })
  expect(withField({ columns: { amount: 'x' } }, columns, 'who', 'phone')).toEqual({
    columns: { amount: 'x', phone: 'who' },
  })
})

test('a file that would be rejected for its size is not sent', () => {
  expect(unsendable({ name: 'a.csv', size: MAX_LARGE_FILE_BYTES })).toBeNull()
  expect(unsendable({ name: 'a.csv', size: 0 })).toBe('a.csv is empty.')
  expect(unsendable({ name: 'a.csv', size: MAX_LARGE_FILE_BYTES + 1 })).toContain('a.csv has 1.1 GB')
  expect([812, 1_400, 4_900_000, 1_100_000_000].map(formatBytes)).toEqual([
    '812 B',
    '1.4 KB',
    '4.9 MB',
    '1.1 GB',
  ])
})

test('a mapping fits its columns in their order, also in a file of rejected rows', () => {
  const columns = (...names: string[]) => names.map((name) => ({ name, field: null, samples: [] }))
  expect(fitsColumns(['a', 'b'], columns('a', 'b'))).toBe(true)
  expect(fitsColumns(['a', 'b'], columns('a', 'b', 'reject_line', 'reject_reason'))).toBe(true)
  expect(fitsColumns(['a', 'b'], columns('b', 'a'))).toBe(false)
  expect(fitsColumns(['a', 'b'], columns('a', 'b', 'c'))).toBe(false)
})
