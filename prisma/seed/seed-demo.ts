import type { Context, Tenant } from '@/lib/auth/context'
import { recordDecision } from '@/lib/decisions'
import { withTenant } from '@/lib/platform/db'
import { analyzeTables } from '@/lib/platform/db/owner'
import { type RowResult, scoreBatch } from '@/lib/scoring'
import { transactionBody } from '@/lib/scoring/schema'
import { createTenant } from '@/lib/tenants'
import { listQueue } from '@/lib/transactions'
import { addToWatchlist, listWatchlist } from '@/lib/watchlists'
import { DEMO_BANKS, DEMO_MODEL, DEMO_PASSWORD } from './demo-banks'
import { type ExcerptRow, readExcerpt } from './read-excerpt'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const CHUNK = 500
const DECIDED = 12
const SEEDED = 'demo.seeded'

/** Shifts by whole days, so that hours of the day stay what they were and the last row is less than a day old. */
function epochEndingNow(lastStep: number, now: number): number {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS
  const lastDay = Math.floor(lastStep / 24)
  const sameHourToday = midnight + (lastStep % 24) * HOUR_MS
  return midnight - (sameHourToday <= now ? lastDay : lastDay + 1) * DAY_MS
}

async function storedTenant(base: Tenant): Promise<Tenant> {
  const row = await withTenant({ tenantId: base.id }, (tx) => tx.tenant.findFirst({ where: { id: base.id } }))
  return row ? { ...base, stepEpochMs: row.stepEpoch.getTime() } : base
}

const isSeeded = (tenantId: string): Promise<boolean> =>
  withTenant(
    { tenantId },
    async (tx) => (await tx.auditLog.count({ where: { tenantId, action: SEEDED } })) > 0,
  )

async function scoreAll(ctx: Context, rows: ExcerptRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows
      .slice(start, start + CHUNK)
      .map((row) => ({ transaction: transactionBody.parse(row.body) }))
    await scoreBatch(ctx, chunk, {
      ...{ idempotencyKey: null, startedAt: performance.now(), source: 'seed' as const },
      render: (results: RowResult[]) => {
        const refused = results.find((result) => result.kind === 'refused')
        if (refused) throw refused.error
        return ''
      },
    })
  }
}

/** Some work that is done already: decisions as the truth of the excerpt has them, and a listed account. */
async function decideSome(ctx: Context, rows: ExcerptRow[]): Promise<void> {
  const tenantId = ctx.tenant.id
  const people = await withTenant({ tenantId }, (tx) => tx.user.findMany({ where: { tenantId } }))
  const as = (role: 'analyst' | 'senior_analyst'): Context => {
    const person = people.find((user) => user.role === role)
    if (!person) throw new Error(`the demo has no ${role}`)
    const { id, fullName: name, email } = person
    return { ...ctx, actor: { kind: 'user', id, sessionId: ctx.requestId, role, name, email } }
  }
  if ((await listWatchlist(as('analyst'), { limit: 1 })).length) return
  const fraud = new Set(
    rows.filter((row) => row.isFraud).map((row) => `${row.body.nameOrig}|${row.body.amount}`),
  )
  const { items } = await listQueue(as('analyst'), { order: 'loss', limit: DECIDED * 2 })
  const done = items.filter((_, i) => i % 2 === 1)
  for (const item of done) {
    const confirmed = fraud.has(`${item.senderAccount}|${Number(item.amount)}`)
    await recordDecision(as('analyst'), item.transactionId, {
      decision: confirmed ? 'confirmed_fraud' : 'false_positive',
      notes: confirmed ? 'Customer denies the payment.' : 'Customer confirmed the payment by phone.',
    })
  }
  const [worst] = done.filter((item) => fraud.has(`${item.senderAccount}|${Number(item.amount)}`))
  if (worst?.receiverAccount) {
    const reason = 'Received a confirmed fraud'
    await addToWatchlist(as('senior_analyst'), {
      account_id: worst.receiverAccount,
      list_type: 'blocked',
      reason,
    })
  }
}

/** Both demo institutions, their people, model and scored history. Does nothing where it has been done. */
export async function seedDemo(ownerUrl: string): Promise<string[]> {
  const seeded: string[] = []
  let excerpt: ExcerptRow[] | undefined
  for (const bank of DEMO_BANKS) {
    const { rows: share, people, ...columns } = bank
    if (await isSeeded(bank.id)) continue
    excerpt ??= await readExcerpt()
    const rows = excerpt.slice(-share)
    const stepEpochMs = epochEndingNow(rows.at(-1)?.step ?? 0, Date.now())
    const base: Tenant = await storedTenant({ ...columns, stepEpochMs })
    const users = people.map((person) => ({ ...person, password: DEMO_PASSWORD }))
    const { ctx } = await createTenant(ownerUrl, { tenant: base, users, model: DEMO_MODEL })
    await scoreAll(ctx, rows)
    await decideSome(ctx, rows)
    await withTenant({ tenantId: bank.id }, (tx) =>
      tx.auditLog.create({
        data: {
          ...{
            tenantId: bank.id,
            actorKind: 'system',
            actorId: 'seed',
            action: SEEDED,
            objectKind: 'tenant',
          },
          ...{ objectId: bank.id, requestId: ctx.requestId },
        },
      }),
    )
    seeded.push(`${bank.slug}: ${rows.length} transactions`)
  }
  if (seeded.length) await analyzeTables(ownerUrl)
  return seeded
}
