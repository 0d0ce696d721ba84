import { readFileSync } from 'node:fs'
import { expectedPower, MEASURED_POWER } from '@/lib/engine/drift'

test('the constants are the measurement that docs/drift.md reports', () => {
  const rows = [...readFileSync('docs/drift.md', 'utf8').matchAll(/^\| ([\d,]+) +\| (\d+) of (\d+) +\|/gm)]
  const documented = rows.map(([, perDay, found, of]) => {
    return { decisionsPerDay: Number(perDay?.replaceAll(',', '')), found: Number(found), of: Number(of) }
  })
  expect(MEASURED_POWER).toEqual(documented)
  expect(documented.length).toBeGreaterThan(3)
})

test('what to expect lies between the measured volumes next to that of the institution', () => {
  const at = (decisionsPerDay: number) => {
    const { below, above } = expectedPower(decisionsPerDay)
    return [below?.decisionsPerDay ?? null, above?.decisionsPerDay ?? null]
  }
  expect(at(500)).toEqual([null, 2_100])
  expect(at(4_200)).toEqual([4_200, 4_200])
  expect(at(5_000)).toEqual([4_200, 6_300])
  expect(at(1_000_000)).toEqual([18_900, null])
})

test('power never falls with the volume', () => {
  const shares = MEASURED_POWER.map(({ found, of }) => found / of)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
})
