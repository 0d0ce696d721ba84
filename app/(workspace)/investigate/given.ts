import { investigateHref, type InvestigateQuery } from '@/components/fraud/links'

/** The filters of a search as its address writes them. */
export type Given = Partial<Record<keyof InvestigateQuery, string>>

/** What narrows the search; the order does not. */
export const narrowedBy = ({ order: _, ...filters }: Given): Given => filters

/** The same search without one of its filters. */
export const withoutHref = (given: Given, key: keyof Given): string =>
  investigateHref({ ...given, [key]: undefined })
