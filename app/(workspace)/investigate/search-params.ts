import { z } from 'zod'
import { INVESTIGATE_KEYS } from '@/components/fraud/links'
import { FILTER_LABELS, type FilterName } from '@/components/fraud/transaction-filters'
import { listUrl, type ListView, type SearchParams } from '@/components/list-page/list-url'
import { fieldErrors } from '@/lib/contract/validation'
import { type TransactionFilter, transactionFilter, withPresentNames } from '@/lib/desk/transactions/schema'

export const PAGE_SIZE = 50

// Of a repeated key the first value counts, and no value is dropped: a search without one of its filters shows too much.
const text = z.preprocess((value) => [value].flat()[0], z.string().trim().min(1).optional())

export const investigateUrl = listUrl({
  path: '/investigate',
  fields: Object.fromEntries(INVESTIGATE_KEYS.map((key) => [key, text])) as Record<
    (typeof INVESTIGATE_KEYS)[number],
    typeof text
  >,
  neutral: ['order'],
  presentNames: withPresentNames,
})

/** The filters as the URL writes them. */
export type Given = Partial<Record<(typeof INVESTIGATE_KEYS)[number], string>>

export interface InvestigateView extends ListView<ReturnType<typeof investigateUrl.parse>['filter']> {
  given: Given
  /** The meaning of the filters; null where one of them is invalid. */
  search: TransactionFilter | null
  /** Why an invalid value is invalid. */
  invalid: string | null
}

export function parseInvestigateView(params: SearchParams): InvestigateView {
  const view = investigateUrl.parse(params)
  const given: Given = investigateUrl.given(view.filter)
  const parsed = transactionFilter.safeParse(given)
  const invalid = parsed.success
    ? null
    : fieldErrors(parsed.error)
        .map(({ field, reason }) => `${FILTER_LABELS[field as FilterName] ?? field}: ${reason}`)
        .join('; ')
  return { ...view, given, search: parsed.success ? parsed.data : null, invalid }
}
