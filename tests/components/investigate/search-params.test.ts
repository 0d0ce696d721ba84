import { PRESETS } from '@/app/(workspace)/investigate/filter-fields'
import { investigateUrl, parseInvestigateView } from '@/app/(workspace)/investigate/search-params'
import { investigateHref } from '@/components/fraud/links'
import { type FilterName, transactionFilterWords } from '@/components/fraud/transaction-filters'

const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://x.test').searchParams)

it('reads the URLs that links write, and omits empty values', () => {
  const query = {
    q: 'C-1',
    risk_band: 'high',
    min_amount: '100',
    from: '2026-11-01',
    weekday: 2,
    order: 'loss',
  }
  const view = parseInvestigateView({ ...paramsOf(investigateHref(query)), type: '', to: '  ' })
  expect(view.given).toEqual({ ...query, weekday: '2' })
  expect(view.search).toEqual({ ...query, weekday: 2 })
  expect(investigateUrl.currentHref(view)).toBe(investigateHref(query))
})

it('names an invalid filter and does not search without it', () => {
  const view = parseInvestigateView({ band: 'severe', min_score: '7' })
  expect(view.search).toBeNull()
  expect(view.invalid).toContain('Risk: ')
  expect(view.invalid).toContain('Score from: must be a number from 0 to 1')
})

it('pages forward and back; a changed filter starts at the first page', () => {
  const first = parseInvestigateView({ risk_band: 'high' })
  expect(investigateUrl.previousHref(first)).toBeNull()
  const second = parseInvestigateView(paramsOf(investigateUrl.nextHref(first, 'c1') ?? ''))
  expect(second.cursor).toBe('c1')
  const third = parseInvestigateView(paramsOf(investigateUrl.nextHref(second, 'c2') ?? ''))
  expect(investigateUrl.previousHref(third)).toBe(investigateUrl.currentHref(second))
  expect(investigateUrl.previousHref(second)).toBe(investigateUrl.currentHref(first))
  expect(investigateUrl.withoutHref(third.filter, 'risk_band')).toBe('/investigate')
})

it('has presets that the search accepts, and a label for each filter', () => {
  for (const { query } of PRESETS) {
    expect(parseInvestigateView(query).invalid).toBeNull()
    for (const [key, value] of Object.entries(query)) {
      expect(transactionFilterWords(key as FilterName, value)).toMatch(/^\w[\w ]*: .+/)
    }
  }
  expect(transactionFilterWords('min_amount', '100000')).toBe('Amount from: 100,000')
  expect(transactionFilterWords('weekday', '1')).toBe('Weekday: Monday')
})

it('reads the former name of the risk band, and drops the cursor that was issued for it', () => {
  const view = parseInvestigateView({ band: 'high', type: 'TRANSFER', cursor: 'c1', prev: 'c0' })
  expect(view.given).toEqual({ type: 'TRANSFER', risk_band: 'high' })
  expect(view.cursor).toBeUndefined()
})
