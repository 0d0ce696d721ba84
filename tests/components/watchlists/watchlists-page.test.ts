import { prepareErrorFile } from '@/app/(workspace)/watchlists/prepare-error-file'
import { toWatchlistFilter, watchlistsUrl } from '@/app/(workspace)/watchlists/search-params'

const CURSOR = 'MDE5OWYzYTI'

it('lists currently blocked entries by default and for unknown values', () => {
  for (const params of [{}, { list: 'grey', kind: 'robot', state: 'x', q: '', cursor: '' }]) {
    const view = watchlistsUrl.parse(params)
    expect(toWatchlistFilter(view.filter)).toEqual({ list_type: 'blocked', state: 'active' })
    expect(watchlistsUrl.currentHref(view)).toBe('/watchlists')
    expect(watchlistsUrl.narrowing(view.filter)).toEqual({})
  }
})

it('keeps every filter in the URL, and exports what is listed', () => {
  const { filter } = watchlistsUrl.parse({ list: 'trusted', kind: 'phone', q: '+49', state: 'all' })
  expect(watchlistsUrl.href(filter)).toBe('/watchlists?list=trusted&kind=phone&q=%2B49&state=all')
  expect(toWatchlistFilter(filter)).toEqual({ list_type: 'trusted', kind: 'phone', q: '+49' })
  expect(watchlistsUrl.narrowing(filter)).toEqual({ kind: 'phone', q: '+49', state: 'all' })
})

it('pages forward and back', () => {
  const first = watchlistsUrl.parse({ list: 'trusted' })
  expect(watchlistsUrl.previousHref(first)).toBeNull()
  const second = watchlistsUrl.parse(
    Object.fromEntries(new URLSearchParams(watchlistsUrl.nextHref(first, CURSOR)?.split('?')[1])),
  )
  expect(second.cursor).toBe(CURSOR)
  expect(watchlistsUrl.previousHref(second)).toBe('/watchlists?list=trusted')
})

it('writes a file of the rejected rows only, without formulas', () => {
  const row = { kind: 'account', list: 'grey' }
  expect(
    prepareErrorFile([
      { ...row, line: 2, id: 'C-1', result: 'accepted', reason: null },
      { ...row, line: 3, id: '=1+1', result: 'refused', reason: 'list must be blocked or trusted' },
    ]),
  ).toBe('line,kind,id,list,why\r\n3,"account","\'=1+1","grey","list must be blocked or trusted"\r\n')
})
