import { type LabelRow, currentLabel, type LabelReport, labelAfter } from '@/lib/scoring/labels/current-label'

const arrivedAt = new Date(0)
const row = (isFraud: boolean, sign: 1 | -1, source: LabelRow['source']): LabelRow => ({
  transactionId: 't',
  isFraud,
  sign,
  source,
  arrivedAt,
})
const report = (isFraud: boolean | null): LabelReport => ({
  transactionId: 't',
  source: 'analyst',
  decisionId: 'd',
  isFraud,
})

test('the last row is the current label, unless it withdraws a label', () => {
  expect(currentLabel([])).toBeNull()
  const fraud = row(true, 1, 'seed')
  expect(currentLabel([row(false, 1, 'analyst'), fraud])).toBe(fraud)
  expect(currentLabel([fraud, row(true, -1, 'seed')])).toBeNull()
})

test('a report becomes the current label after any history', () => {
  const history = [row(true, 1, 'seed')]
  expect(labelAfter(history, report(false))).toMatchObject({ isFraud: false, source: 'analyst' })
  expect(labelAfter([], report(true))).toMatchObject({ isFraud: true, source: 'analyst' })
})

test('after a withdrawal by analysts the last label of another source is current, or none', () => {
  const overruled = [row(true, 1, 'upload'), row(true, -1, 'upload'), row(false, 1, 'analyst')]
  expect(labelAfter(overruled, report(null))).toMatchObject({ isFraud: true, source: 'upload' })
  expect(labelAfter([row(true, 1, 'analyst')], report(null))).toBeNull()
  expect(labelAfter([], report(null))).toBeNull()
})
