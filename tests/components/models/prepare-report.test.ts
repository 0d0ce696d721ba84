import { prepareComparisons } from '@/app/(workspace)/models/[id]/prepare-comparisons'
import { prepareFeatures } from '@/app/(workspace)/models/[id]/prepare-features'
import { prepareHeadline } from '@/app/(workspace)/models/[id]/prepare-headline'
import { prepareSlices } from '@/app/(workspace)/models/[id]/prepare-slices'
import { prepareTiles } from '@/app/(workspace)/models/[id]/prepare-tiles'
import { FEATURES } from '@/lib/engine/features'
import { buildBaseline } from '../../support/model-curves'
import { buildReport } from '../../support/model-report'
import { rule } from '../../support/report-rows'

const report = buildReport()
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')
const withHeadline = (changes: Partial<typeof report.headline>) =>
  buildReport({ headline: { ...report.headline, ...changes } })

describe('the headline', () => {
  it('states the test slice, the value and its interval', () => {
    expect(plain(prepareHeadline(report))).toBe(
      'On 4 weeks that it had not seen, it finds 62 % of the frauds at 1 false alarm per 1,000 genuine payments (95 % interval 58 % – 66 %).',
    )
  })

  it('shows neither an interval nor a figure that was not computed', () => {
    const noInterval = withHeadline({ recallAtFpr0001: { value: 0.5, low: null, high: null } })
    expect(plain(prepareHeadline(noInterval))).toMatch(/finds 50 % of the frauds .* genuine payments\.$/)
    expect(plain(prepareHeadline(withHeadline({ recallAtFpr0001: null })))).toMatch(
      /there were 1,100 frauds in 280,000 payments: too few to say/,
    )
  })
})

describe('the tiles', () => {
  it('show a figure with its interval, or neither', () => {
    const [prAuc, recall] = prepareTiles(withHeadline({ recallAtFpr0001: null }))
    expect([prAuc?.figure, plain(prAuc?.interval ?? null)]).toEqual(['0.731', '0.710 – 0.752'])
    expect([recall?.figure, recall?.interval]).toEqual([null, null])
  })
})

describe('the slices', () => {
  const { rows, chart } = prepareSlices([...report.slices].reverse())

  it('are in order of time, with the gap for labels', () => {
    expect(rows.map(({ name }) => name)).toEqual(['train', 'stopping', 'calibration', 'threshold', 'test'])
    expect(rows.map(({ gap }) => gap)).toEqual([null, null, null, null, '7 days'])
    expect(rows[4]).toMatchObject({ rows: '280,000', frauds: '1,100', period: '6 Jun 2026 to 4 Jul 2026' })
  })

  it('are drawn over the whole period, with a distinct test slice', () => {
    expect([chart.spans[0]?.from, chart.spans[4]?.to]).toEqual([0, 1])
    expect(chart.spans[4]?.from).toBeGreaterThan(chart.spans[3]?.to ?? 1)
    expect(chart.spans.map(({ tone }) => tone)).toEqual(['muted', 'muted', 'muted', 'muted', 'accent'])
  })
})

describe('the comparison', () => {
  const model = (name: string, prAuc: number) => ({ ...rule(name, 0, 0), kind: 'model' as const, prAuc })
  const verdict = (...comparisons: (typeof report)['comparisons']) =>
    prepareComparisons(buildReport({ comparisons })).verdict

  it('ranks this model once by its value, and models without a value last', () => {
    const { rows } = prepareComparisons(
      buildReport({
        comparisons: [model('this model', 0.731), model('Better', 0.8), rule('flag', 0.2, 0.3)],
      }),
    )
    expect(rows.map(({ name, kind }) => [name, kind])).toEqual([
      ['Better', 'model'],
      ['This model', 'this model'],
      ['flag', 'rule'],
    ])
  })

  it('takes this model from the headline when the comparison does not include it', () => {
    const { rows } = prepareComparisons(buildReport({ comparisons: [] }))
    expect(rows).toMatchObject([{ kind: 'this model', prAuc: 0.731, precision: 0.54, recall: 0.71 }])
  })

  it('states that another model or rule is better', () => {
    expect(verdict(model('XGBoost', 0.75))).toBe(
      'XGBoost ranks at least as well on this data: PR-AUC 0.750 against 0.731.',
    )
    expect(verdict({ ...rule('drains', 1, 1), prAuc: 0.99 })).toMatch(
      /^The one-line rule “drains” ranks at least as well/,
    )
  })

  it('claims no lead within the interval', () => {
    expect(verdict(model('XGBoost', 0.72))).toMatch(/cannot distinguish them/)
    expect(verdict(model('XGBoost', 0.7))).toBe('Ahead of the next best, XGBoost, by 0.031 PR-AUC.')
    expect(verdict()).toBe('Nothing here can be compared by ranking.')
  })
})

describe('the features', () => {
  const [first = '', second = ''] = FEATURES.map(({ name }) => name)

  it('are ordered by strength, with the names of the catalogue', () => {
    const rows = prepareFeatures([second, first], report, buildBaseline())
    expect(rows.map(({ name }) => name)).toEqual([first, second])
    expect(rows[0]).toMatchObject({ label: FEATURES[0]?.label, meanAbsShap: 0.4, missing: 0.12 })
  })

  it('keep their raw names when the catalogue lacks them or nothing was measured', () => {
    expect(prepareFeatures(['long_gone'], null, null)).toEqual([
      {
        name: 'long_gone',
        label: 'long_gone',
        family: 'not in the catalogue',
        meanAbsShap: null,
        missing: null,
      },
    ])
  })
})
