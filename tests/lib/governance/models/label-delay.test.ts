import { labelDelayDays } from '@/lib/governance/models/label-delay'
import type { BundleDocuments, BundleReading } from '@/lib/governance/models/schema'

const read = (slices: BundleDocuments['slices']): BundleReading => ({
  state: 'read',
  documents: { slices } as BundleDocuments,
})
const slice = (name: string, from: string, to: string) => ({ name, from, to, rows: 1, frauds: 1 })

test('the delay is the time that training left free before the test slice, in whole days', () => {
  const slices = [
    slice('threshold', '2026-06-16T00:00:00Z', '2026-07-03T10:00:00Z'),
    slice('test', '2026-07-15T00:00:00Z', '2026-09-01T00:00:00Z'),
  ]
  expect(labelDelayDays(read(slices))).toBe(12)
})

test('is 30 days without slices, without a gap and for a bundle that cannot be read', () => {
  const adjacent = [
    slice('threshold', '2026-06-16T00:00:00Z', '2026-07-03T00:00:00Z'),
    slice('test', '2026-07-03T00:00:00Z', '2026-09-01T00:00:00Z'),
  ]
  const damaged: BundleReading = { state: 'unreadable', file: 'manifest.json', reason: 'is absent' }
  expect([read(null), read([]), read(adjacent), damaged].map(labelDelayDays)).toEqual([30, 30, 30, 30])
})
