import { z } from 'zod'

/** The windows that the page offers, in days. */
export const WINDOWS = [1, 7, 30] as const
const USUAL_DAYS = 7

export interface DriftView {
  days: number
  feature: string | undefined
}

type SearchParams = Record<string, string | string[] | undefined>

const days = z.coerce.number<unknown>().pipe(z.literal(WINDOWS)).catch(USUAL_DAYS)
const feature = z.string().min(1).max(128).optional().catch(undefined)

/** An unknown value is a mistyped link: the usual view helps more than an error. */
export const parseDriftView = (params: SearchParams): DriftView => ({
  days: days.parse(params.days),
  feature: feature.parse(params.feature),
})

export function driftHref(view: DriftView): string {
  const query = new URLSearchParams()
  if (view.days !== USUAL_DAYS) query.set('days', String(view.days))
  if (view.feature !== undefined) query.set('feature', view.feature)
  return query.size > 0 ? `/drift?${query}` : '/drift'
}
