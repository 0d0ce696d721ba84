import { type LabelRow, standingLabel, type Verdict, wantedLabel } from '@/lib/scoring/labels/standing-label'

const arrivedAt = new Date(0)
const row = (isFraud: boolean, sign: 1 | -1, source: LabelRow['source']): LabelRow => ({
  transactionId: 't',
  isFraud,
  sign,
  source,
  arrivedAt,
})
const says = (isFraud: boolean | null): Verdict => ({
  transactionId: 't',
  source: 'analyst',
  decisionId: 'd',
  isFraud,
})

test('the last row stands, unless it takes something back', () => {
  expect(standingLabel([])).toBeNull()
  const fraud = row(true, 1, 'seed')
  expect(standingLabel([row(false, 1, 'analyst'), fraud])).toBe(fraud)
  expect(standingLabel([fraud, row(true, -1, 'seed')])).toBeNull()
})

test('what is said counts, whatever stood before', () => {
  const history = [row(true, 1, 'seed')]
  expect(wantedLabel(history, says(false))).toMatchObject({ isFraud: false, source: 'analyst' })
  expect(wantedLabel([], says(true))).toMatchObject({ isFraud: true, source: 'analyst' })
})

test('where the analysts say nothing the last label from elsewhere counts, and none where there is none', () => {
  const overruled = [row(true, 1, 'upload'), row(true, -1, 'upload'), row(false, 1, 'analyst')]
  expect(wantedLabel(overruled, says(null))).toMatchObject({ isFraud: true, source: 'upload' })
  expect(wantedLabel([row(true, 1, 'analyst')], says(null))).toBeNull()
  expect(wantedLabel([], says(null))).toBeNull()
})
