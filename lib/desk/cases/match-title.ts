import { Prisma, type TenantClient } from '@/lib/platform/db'

/** A trigram index knows no shorter part. */
const MIN_PART = 3
/** Of a part that more titles hold, the order of the list finds a page sooner. */
const MOST_IDS = 1_000
const KEY = /^(?:case-|#)?(\d{1,9})$/i

/** The condition that a case has this number, or this text as a part of its title. */
export async function matchTitle(tx: TenantClient, q: string): Promise<Prisma.Sql> {
  const [, number] = KEY.exec(q) ?? []
  const byTitle = await titleCondition(tx, q)
  return number === undefined ? byTitle : Prisma.sql`(c.number = ${Number(number)}::int or ${byTitle})`
}

async function titleCondition(tx: TenantClient, q: string): Promise<Prisma.Sql> {
  if (q.length >= MIN_PART) {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      select id from find_cases_titled(${q}, ${MOST_IDS + 1}::int) found (id)`
    if (rows.length <= MOST_IDS) return Prisma.sql`c.id = any(${rows.map(({ id }) => id)}::uuid[])`
  }
  return Prisma.sql`c.title ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`
}
