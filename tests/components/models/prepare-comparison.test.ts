import { prepareComparison } from '@/app/(workspace)/models/compare/prepare-comparison'
import { readPair } from '@/app/(workspace)/models/compare/search-params'
import type { ModelPage, RegisteredModel } from '@/lib/governance/models/schema'
import { around, at } from '../../support/evaluation'
import { buildDetail, buildDocuments } from '../../support/model-documents'
import { buildReport } from '../../support/model-report'

const withReport = (report: Parameters<typeof buildReport>[0]): ModelPage =>
  buildDetail(buildDocuments({ report: buildReport(report) }))
const { headline, slices } = buildReport()
const better = (b: ModelPage) =>
  Object.fromEntries(prepareComparison(buildDetail(), b).figures.map(({ label, better }) => [label, better]))

test('calls a version better only where the 95 % intervals do not overlap', () => {
  const other = withReport({
    headline: {
      ...headline,
      prAuc: around(0.81, 0.02),
      recallAtFpr0001: around(0.64, 0.04),
      recallAtFpr0005: around(0.6, 0.03),
      ece: around(0.0001, 0.0001),
      brierSkill: null,
    },
  })
  expect(better(other)).toMatchObject({
    'PR-AUC': 'b',
    'Recall at 0.1 % FPR': 'unclear',
    'Recall at 0.5 % FPR': 'a',
    ECE: 'b',
    'Brier skill': 'not comparable',
  })
})

test('shows each figure with its interval', () => {
  const [prAuc] = prepareComparison(buildDetail(), buildDetail()).figures
  expect(prAuc).toMatchObject({ label: 'PR-AUC', a: { value: '0.731' }, better: 'unclear' })
  expect(prAuc?.a.interval).toMatch(/0\.710.– 0\.752/)
})

test('warns where the versions were measured on different payments, by different labels, or not at all', () => {
  expect(prepareComparison(buildDetail(), buildDetail()).caveats).toEqual([])
  const later = slices.map((slice) => (slice.name === 'test' ? { ...slice, to: at(200) } : slice))
  expect(prepareComparison(buildDetail(), withReport({ slices: later })).caveats).toEqual([
    expect.stringContaining('different payments'),
  ])
  expect(prepareComparison(buildDetail(), withReport({ labels: 'recorded' })).caveats).toEqual([
    expect.stringContaining('labels as recorded'),
  ])
  const unmeasured = buildDetail(buildDocuments({ report: null }))
  const { caveats, figures } = prepareComparison(buildDetail(), unmeasured)
  expect(caveats).toEqual([expect.stringContaining('without a report')])
  expect(figures.every(({ b, better }) => b.value === null && better === 'not comparable')).toBe(true)
})

test('names the features that only one version reads, and the thresholds of both beside those in force', () => {
  const all = buildDetail().model.features
  const [first = '', second = ''] = all
  const withFeatures = (features: string[]): ModelPage => {
    const page = buildDetail()
    return { ...page, model: { ...page.model, features } }
  }
  const { features, thresholds } = prepareComparison(
    withFeatures(all.filter((name) => name !== first)),
    withFeatures([...all.filter((name) => name !== second), 'of_our_own']),
  )
  expect(features.onlyA.map(({ name }) => name)).toEqual([second])
  expect(features.onlyB.map(({ name }) => name)).toEqual([first, 'of_our_own'])
  expect(features.shared).toBe(all.length - 2)
  expect(thresholds[0]).toEqual({ label: 'Review from', a: '0.120', b: '0.120', inForce: '0.120' })
})

describe('the two versions of the URL', () => {
  const id = (n: number) => `01930000-0000-7000-8000-00000000000${n}`
  const model = (n: number, stage: RegisteredModel['stage']): RegisteredModel => ({
    ...buildDetail().model,
    id: id(n),
    stage,
  })
  const models = [model(3, 'registered'), model(2, 'production'), model(1, 'archived')]

  test.each([
    [{}, { a: id(2), b: id(3) }],
    [{ a: id(1) }, { a: id(1), b: id(3) }],
    [{ b: id(1) }, { a: id(2), b: id(1) }],
    [{ b: id(2) }, { a: id(3), b: id(2) }],
    [
      { a: id(9), b: id(1) },
      { a: id(9), b: id(1) },
    ],
    [
      { a: 'no id', b: [id(1)] },
      { a: id(2), b: id(3) },
    ],
  ])('of %j are %j', (params, pair) => {
    expect(readPair(params, models)).toEqual(pair)
  })

  test('do not exist with one model', () => {
    expect(readPair({}, models.slice(0, 1))).toBeNull()
  })
})
