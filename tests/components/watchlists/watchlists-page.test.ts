import { prepareErrorFile } from '@/app/(workspace)/watchlists/prepare-error-file'
import {
  exportQuery,
  isFiltered,
  nextPageHref,
  parseWatchlistsView,
  previousPageHref,
  toWatchlistFilter,
  watchlistsHref,
} from '@/app/(workspace)/watchlists/search-params'

const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'

it('opens on what is blocked now, and on that for whatever it does not understand', () => {
  for (const params of [{}, { list: 'grey', kind: 'robot', state: 'x', q: '', cursor: 'x' }]) {
    const view = parseWatchlistsView(params)
    expect(toWatchlistFilter(view)).toEqual({ list_type: 'blocked', state: 'active' })
    expect(watchlistsHref(view)).toBe('/watchlists')
    expect(isFiltered(view)).toBe(false)
  }
})

it('keeps every filter in the address, and exports what is listed', () => {
  const view = parseWatchlistsView({ list: 'trusted', kind: 'phone', q: '+49', state: 'all' })
  expect(watchlistsHref(view)).toBe('/watchlists?list=trusted&kind=phone&q=%2B49&state=all')
  expect(exportQuery(view)).toBe('list_type=trusted&kind=phone&q=%2B49')
  expect(isFiltered(view)).toBe(true)
})

it('leads on and back through the pages', () => {
  const first = parseWatchlistsView({ list: 'trusted' })
  expect(previousPageHref(first)).toBeNull()
  const second = parseWatchlistsView(
    Object.fromEntries(new URLSearchParams(nextPageHref(first, ID).split('?')[1])),
  )
  expect(second.cursor).toBe(ID)
  expect(previousPageHref(second)).toBe('/watchlists?list=trusted')
})

it('writes a file of the refused rows alone, with no formula in it', () => {
  const row = { kind: 'account', list: 'grey' }
  expect(
    prepareErrorFile([
      { ...row, line: 2, id: 'C-1', result: 'accepted', reason: null },
      { ...row, line: 3, id: '=1+1', result: 'refused', reason: 'list must be blocked or trusted' },
    ]),
  ).toBe('line,kind,id,list,why\r\n3,"account","\'=1+1","grey","list must be blocked or trusted"\r\n')
})
