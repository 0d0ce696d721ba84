import fc from 'fast-check'
import { contributionsByFamily, raisingFamilies } from '@/lib/engine/explanation'
import { FEATURES, featureNamed } from '@/lib/engine/features'

const items = fc
  .array(fc.double({ min: -8, max: 8, noNaN: true }), {
    minLength: FEATURES.length,
    maxLength: FEATURES.length,
  })
  .map((values) => FEATURES.map(({ name }, i) => ({ name, contribution: values[i]! })))

describe('contributions by family', () => {
  it('sum to the sum of all features and count each feature once', () => {
    fc.assert(
      fc.property(items, (all) => {
        const families = contributionsByFamily(all)
        const total = (list: readonly { contribution: number }[]) =>
          list.reduce((sum, { contribution }) => sum + contribution, 0)
        expect(total(families)).toBeCloseTo(total(all), 9)
        expect(families.reduce((sum, { features }) => sum + features, 0)).toBe(all.length)
        for (const { family, contribution } of families) {
          const members = all.filter(({ name }) => featureNamed(name).family === family)
          expect(contribution).toBeCloseTo(total(members), 9)
        }
        const sizes = families.map(({ contribution }) => Math.abs(contribution))
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      }),
    )
  })

  it('keep features that are no longer in the catalogue in a separate family', () => {
    expect(contributionsByFamily([{ name: 'long_gone', contribution: -2 }])).toEqual([
      { family: 'other', contribution: -2, features: 1 },
    ])
  })
})

describe('the families that raise a score', () => {
  it('are those that multiply the odds by 1.05 or more, strongest first', () => {
    expect(
      raisingFamilies([
        { name: 'amount', contribution: 2 },
        { name: 'amount_log', contribution: -1.9 },
        { name: 'hour_of_day', contribution: 0.3 },
        { name: 'type_transfer', contribution: -4 },
        { name: 'is_new_counterparty', contribution: 0.04 },
        { name: 'long_gone', contribution: 5 },
      ]),
    ).toEqual(['timing', 'amount'])
  })
})
