import { baselineHistograms, thresholdCurves } from '@/lib/governance/models/curves-schema'
import { modelReport } from '@/lib/governance/models/report-schema'
import { buildBaseline, buildCurves } from '../../../support/model-curves'
import { buildReport } from '../../../support/model-report'

type Json = Record<string, unknown>
const copy = (document: unknown) => JSON.parse(JSON.stringify(document)) as Json
const part = (document: Json, ...keys: (string | number)[]) =>
  keys.reduce((node, key) => node[key] as Json, document)

it('reads an unchanged report', () => {
  const report = buildReport()
  expect(modelReport.parse(copy(report))).toEqual(report)
})

it('accepts null for figures that could not be computed', () => {
  const report = copy(buildReport())
  part(report, 'headline').prAuc = null
  part(report, 'headline').ece = { value: 0.001, low: null, high: null }
  part(report, 'weeks', 0).prAuc = null
  part(report, 'balances').senderOnly = null
  part(report, 'comparisons', 0).prAuc = 1.0000000000000002
  expect(modelReport.safeParse(report).success).toBe(true)
})

it.each<[string, (report: Json) => void]>([
  ['another format', (report) => (report.format = 2)],
  ['no headline', (report) => delete report.headline],
  ['a headline without a figure', (report) => delete part(report, 'headline').prAuc],
  [
    'an interval upside down',
    (report) => (part(report, 'headline').prAuc = { value: 0.5, low: 0.6, high: 0.4 }),
  ],
  ['a share above one', (report) => (part(report, 'typologies', 0).recallAtReview = 1.01)],
  ['a negative count', (report) => (part(report, 'slices', 0).rows = -1)],
  ['half a fraud', (report) => (part(report, 'weeks', 0).frauds = 0.5)],
  ['no test slice', (report) => (report.slices = [part(report, 'slices', 0)])],
  ['a slice of unknown purpose', (report) => (part(report, 'slices', 0).name = 'peek')],
  ['a time that is none', (report) => (report.evaluatedAt = 'yesterday')],
  ['a hash that is none', (report) => (report.dataSha256 = 'abc')],
  ['labels of unknown origin', (report) => (report.labels = 'guessed')],
  ['text for a figure', (report) => (part(report, 'families', 0).share = '0.4')],
  ['a point without its second half', (report) => (part(report, 'curves').precisionRecall = [[0.5]])],
  [
    'a cost that is neither fixed nor the amount',
    (report) => (part(report, 'savings').costPerMissed = 'much'),
  ],
])('rejects a report with %s', (_, spoil) => {
  const report = copy(buildReport())
  spoil(report)
  expect(modelReport.safeParse(report).success).toBe(false)
})

it('rejects curves with descending thresholds or without points', () => {
  const curves = buildCurves()
  expect(curves.points.length).toBeGreaterThanOrEqual(1_000)
  expect(thresholdCurves.safeParse({ ...curves, points: curves.points.toReversed() }).success).toBe(false)
  expect(thresholdCurves.safeParse({ ...curves, points: [] }).success).toBe(false)
})

it('rejects a histogram whose counts do not match its edges', () => {
  const baseline = buildBaseline()
  expect(baselineHistograms.safeParse(baseline).success).toBe(true)
  const score = { edges: [0.1, 0.2], counts: [1, 2], missing: 0 }
  expect(baselineHistograms.safeParse({ ...baseline, score }).success).toBe(false)
})
