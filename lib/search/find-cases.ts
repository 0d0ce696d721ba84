import { caseKey } from '@/lib/cases/schema'
import type { TenantClient } from '@/lib/platform/db'
import { MOST_OF_KIND, type SearchAnswer } from './schema'

/** Titles are looked through among so many cases that were changed last: row-level security keeps the trigram index out. */
const LOOKED_THROUGH = 5_000
const LARGEST_NUMBER = 2_147_483_647

interface Row {
  id: string
  number: number
  title: string
  status: string
}

/** The case of that number first, then those whose title holds the text, last changed first. */
export async function findCases(
  tx: TenantClient,
  tenantId: string,
  text: string,
): Promise<SearchAnswer['cases']> {
  const rows = await tx.$queryRaw<Row[]>`
    (select id, number, title, status from cases
      where tenant_id = ${tenantId}::uuid and number = ${numberOf(text)}::int)
    union all
    (select id, number, title, status
       from (select * from cases where tenant_id = ${tenantId}::uuid
              order by updated_at desc, id desc limit ${LOOKED_THROUGH}) newest
      where title ilike ${`%${escapeLike(text)}%`}
      order by updated_at desc, id desc limit ${MOST_OF_KIND})`
  const distinct = new Map(rows.map(({ number, ...row }) => [row.id, { ...row, key: caseKey(number) }]))
  return [...distinct.values()].slice(0, MOST_OF_KIND)
}

/** 12 for `12`, `#12` and `case-12`; null for what is no number of a case. */
export function numberOf(text: string): number | null {
  const digits = /^(?:case-|#)?(\d{1,10})$/i.exec(text)?.[1]
  return digits === undefined || Number(digits) > LARGEST_NUMBER ? null : Number(digits)
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
