import type { Renamed } from '@/lib/contract/former-names'

/** Filter names of the release before: operations and pages accept them for one more release. */

const since = '2026-11-30'
const band = { now: 'risk_band' }

export const QUEUE_RENAMED: Renamed = {
  since,
  query: {
    risk: { now: 'risk_band' },
    decided: { now: 'decision', values: { true: 'decided', false: 'pending' } },
  },
}
export const SEARCH_RENAMED: Renamed = { since, query: { band } }
export const NEXT_ALERT_RENAMED: Renamed = { since, body: { band } }

/** In URLs of pages and in saved views. */
const URL_NAMES: Readonly<Record<string, string>> = {
  risk: 'risk_band',
  band: 'risk_band',
  status: 'decision',
}

type PageParams = Record<string, string | string[] | undefined>

/**
 * A page's URL parameters under their present names, which win where both are given. Cursors were issued for the former
 * names and are dropped with them.
 */
export function withPresentNames(params: PageParams): PageParams {
  const former = Object.keys(URL_NAMES).filter((name) => params[name] !== undefined)
  if (former.length === 0) return params
  const present: PageParams = { ...params, cursor: undefined, prev: undefined }
  for (const name of former) {
    const now = URL_NAMES[name] as string
    present[now] ??= params[name]
    delete present[name]
  }
  return present
}

/** A saved view's query string under the present names. */
export function queryWithPresentNames(query: string): string {
  const params = Object.fromEntries(new URLSearchParams(query))
  const present = withPresentNames(params)
  if (present === params) return query
  const given = Object.entries(present).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return String(new URLSearchParams(given))
}
