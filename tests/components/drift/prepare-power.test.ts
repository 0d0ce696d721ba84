import { powerWords } from '@/app/(workspace)/drift/prepare-power'

const at = (decisions_per_day: number, found: number) => ({ decisions_per_day, found, of: 40 })
const words = (volume: number, below: ReturnType<typeof at> | null, above: ReturnType<typeof at> | null) =>
  powerWords({ decisions_per_day: volume, within_days: 10, below, above }).replaceAll('\u00a0', ' ')

test('says between which measured shares the power lies, and not to rely on a weak alarm', () => {
  expect(words(5_000.4, at(4_200, 14), at(6_300, 31))).toBe(
    'With your 5,000 payments a day, a new tactic of the simulated size raises an alarm within 10 days in 35 % to 78 % of the ' +
      'cases: of simulated institutions, 14 of 40 at 4,200 and 31 of 40 at 6,300 a day had one. ' +
      'Do not rely on the alarm alone: look at the performance by labels below.',
  )
})

test('a volume below all measured ones has less than the smallest share', () => {
  expect(words(300, null, at(2_100, 1))).toMatch(
    /in less than 2\.5 % of the cases: of simulated institutions, 1 of 40 at 2,100 a day had one\. Do not rely/,
  )
})

test('a volume above all measured ones, or one that was measured, has one share and no warning', () => {
  const large = words(50_000, at(18_900, 40), null)
  expect(large).toMatch(
    /in about 100 % of the cases: of simulated institutions, 40 of 40 at 18,900 a day had one\.$/,
  )
  const same = at(12_600, 40)
  expect(words(12_600, same, same)).toMatch(/institutions, 40 of 40 at 12,600 a day had one\.$/)
})
