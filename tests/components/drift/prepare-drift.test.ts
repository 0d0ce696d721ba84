import { prepareBins } from '@/app/(workspace)/drift/prepare-bins'
import { prepareHistory } from '@/app/(workspace)/drift/prepare-history'
import { prepareDriftTiles, prepareVerdict } from '@/app/(workspace)/drift/prepare-verdict'
import { driftHref, parseDriftView } from '@/app/(workspace)/drift/search-params'
import type { Drift, DriftBin } from '@/lib/governance/drift/schema'

/** What the page says follows from the response: words, order, gaps and scales. */
const feature = (name: string, status: 'stable' | 'warning' | 'alert') =>
  ({ feature: name, label: name.toUpperCase(), status }) as Drift['features'][number]

const drift = (changes: Partial<Drift>): Drift =>
  ({
    overall_status: 'stable',
    overall_psi: 0.0234,
    largest_psi: { feature: 'amount', psi: 0.31 },
    features: [feature('amount', 'stable')],
    n_recent: 7_000,
    n_baseline: 200_000,
    outcomes: { alerts_per_day: 231.4, capacity_alerts_per_day: 300 },
    performance: { estimated: { precision: { value: 0.237, low: 0.2, high: 0.27 } } },
    ...changes,
  }) as Drift

describe('the verdict', () => {
  it('says what differs, the most important first', () => {
    expect(prepareVerdict(drift({}))).toBe(
      'Recent transactions look like those the model was trained on (overall index 0.023).',
    )
    expect(prepareVerdict(drift({ features: [feature('amount', 'warning')] }))).toMatch(
      /1 less important feature moved/,
    )
    expect(
      prepareVerdict(
        drift({
          overall_status: 'alert',
          overall_psi: 0.4,
          features: [feature('pair', 'alert'), feature('city', 'stable')],
        }),
      ),
    ).toBe('Recent transactions differ from those the model was trained on (overall index 0.40): pair.')
  })

  it('puts figures with their scale into tiles, and says where there is none', () => {
    expect(prepareDriftTiles(drift({})).map(({ figure }) => figure)).toEqual([
      '0.023',
      '0.31',
      '231',
      '24 %',
      '7,000',
    ])
    const empty = drift({
      overall_psi: null,
      largest_psi: null,
      performance: { estimated: null } as Drift['performance'],
    })
    expect(prepareDriftTiles(empty).map(({ figure }) => figure)).toEqual([
      'none',
      'none',
      '231',
      'none',
      '7,000',
    ])
  })
})

describe('the history', () => {
  const day = (date: number, overall_psi: number | null, is_closed = true) =>
    ({
      day: new Date(Date.UTC(2026, 5, date)).toISOString(),
      overall_psi,
      largest_psi: 0.5,
      feature_psi: 0.1,
      is_closed,
    }) as Drift['history'][number]

  it('draws closed days only, on a scale that holds the limits', () => {
    const spec = prepareHistory([day(1, 0.02), day(2, null), day(3, 0.04), day(4, 0.9, false)], 'UTC', null)!
    expect(spec.lines[0]!.points.map(([x]) => x)).toEqual([0, 1])
    expect(spec.guides!.every(({ at }) => at > 0 && at < 1)).toBe(true)
    expect(spec.lines.map(({ label }) => label)).toEqual(['overall', 'largest of a feature'])
  })

  it('needs two days', () => {
    expect(prepareHistory([day(1, 0.02)], 'UTC', null)).toBeNull()
  })
})

it('names bins by their ends and leaves out empty special ones', () => {
  const bin = (kind: DriftBin['kind'], from: number | null, to: number | null, count = 1) =>
    ({
      kind,
      from,
      to,
      baseline_count: count,
      recent_count: count,
      baseline_share: 0.5,
      recent_share: 0.25,
      psi_term: 0,
    }) as DriftBin
  const { rows, greatest } = prepareBins([
    bin('zero', 0, 0),
    bin('interval', null, 3, 0),
    bin('interval', 3, 12_000),
    bin('interval', 12_000, null),
    bin('missing', null, null, 0),
    bin('unseen', null, null),
  ])
  expect(rows.map(({ label }) => label)).toEqual([
    'exactly 0',
    'up to 3',
    'above 3 to 12,000',
    'above 12,000',
    'never seen in training',
  ])
  expect(greatest).toBe(0.5)
})

it('keeps window and feature in the URL, and drops what it does not know', () => {
  expect(parseDriftView({ days: '30', feature: 'amount' })).toEqual({ days: 30, feature: 'amount' })
  expect(parseDriftView({ days: '9', feature: ['a', 'b'] })).toEqual({ days: 7, feature: undefined })
  expect(driftHref({ days: 7, feature: undefined })).toBe('/drift')
  expect(driftHref({ days: 1, feature: 'amount' })).toBe('/drift?days=1&feature=amount')
})
