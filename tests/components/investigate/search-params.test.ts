import { filterWords, PRESETS } from '@/app/(workspace)/investigate/filter-fields'
import { withoutHref } from '@/app/(workspace)/investigate/given'
import {
  currentHref,
  nextPageHref,
  parseInvestigateView,
  previousPageHref,
} from '@/app/(workspace)/investigate/search-params'
import { investigateHref } from '@/components/fraud/links'

const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://x.test').searchParams)

it('reads what links write, and leaves out what is empty', () => {
  const query = { q: 'C-1', risk_band: 'high', min_amount: '100', from: '2026-11-01', weekday: 2, order: 'loss' }
  const view = parseInvestigateView({ ...paramsOf(investigateHref(query)), type: '', to: '  ' })
  expect(view.given).toEqual({ ...query, weekday: '2' })
  expect(view.filter).toEqual({ ...query, weekday: 2 })
  expect(currentHref(view)).toBe(investigateHref(query))
})

it('says which filter means nothing, rather than searching without it', () => {
  const view = parseInvestigateView({ band: 'severe', min_score: '7' })
  expect(view.filter).toBeNull()
  expect(view.refused).toContain('Risk: ')
  expect(view.refused).toContain('Score from: must be a number from 0 to 1')
})

it('goes forward and back through pages, and a changed filter starts at the first', () => {
  const first = parseInvestigateView({ risk_band: 'high' })
  expect(previousPageHref(first)).toBeNull()
  const second = parseInvestigateView(paramsOf(nextPageHref(first, 'c1')))
  expect(second.cursor).toBe('c1')
  const third = parseInvestigateView(paramsOf(nextPageHref(second, 'c2')))
  expect(previousPageHref(third)).toBe(currentHref(second))
  expect(previousPageHref(second)).toBe(currentHref(first))
  expect(withoutHref(third.given, 'risk_band')).toBe('/investigate')
})

it('has presets that the search understands, and words for each filter', () => {
  for (const { query } of PRESETS) {
    expect(parseInvestigateView(query).refused).toBeNull()
    for (const [key, value] of Object.entries(query)) {
      expect(filterWords(key as 'risk_band', value)).toMatch(/^\w[\w ]*: .+/)
    }
  }
  expect(filterWords('min_amount', '100000')).toBe('Amount from: 100,000.00')
  expect(filterWords('weekday', '1')).toBe('Weekday: Monday')
})
