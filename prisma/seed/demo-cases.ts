import type { Context } from '@/lib/contract/context'
import { ROLES, type Role } from '@/lib/contract/permissions'
import { addNote, changeCase, createCase, noteDueCases } from '@/lib/desk/cases'
import type { CaseChange } from '@/lib/desk/cases/schema'
import { Prisma, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { CASE_PLANS, type CasePlan, type Step } from './demo-case-plans'
import { FLAGGED } from '@/lib/desk/transactions'
import { HOUR_MS } from '@/lib/platform/time'

/** The maximum number of transactions of a case, and their maximum age. */
const GATHERED = { most: 12, hours: 21 * 24 }

type Contexts = Record<Role, Context>

/** Creates the demo's cases with the changes of its users, dated in the past. Existing cases stay as they are. */
export async function seedCases(ctx: Context, nowMs: number): Promise<void> {
  const tenantId = ctx.tenant.id
  const { contexts, titles } = await withTenant({ tenantId }, async (tx) => ({
    contexts: contextsOf(ctx, await tx.user.findMany({ where: { tenantId } })),
    titles: new Set((await tx.case.findMany({ where: { tenantId } })).map(({ title }) => title)),
  }))
  for (const plan of CASE_PLANS.filter(({ title }) => !titles.has(title)))
    await playOut(contexts, plan, nowMs)
  await noteDueCases(new Date(nowMs))
}

/** True when the tenant never had a case. */
export const hasNoCases = (tenantId: string): Promise<boolean> =>
  withTenant({ tenantId }, async (tx) => (await tx.caseNumber.count({ where: { tenantId } })) === 0)

type User = { id: string; role: string; fullName: string; email: string }

function contextsOf(ctx: Context, users: readonly User[]): Contexts {
  const as = (role: Role): [Role, Context] => {
    const user = users.find((each) => each.role === role)
    if (!user) throw new Error(`the demo has no ${role}`)
    const { id, fullName: name, email } = user
    return [role, { ...ctx, actor: { kind: 'user', id, sessionId: newId(), role, name, email } }]
  }
  return Object.fromEntries(ROLES.map(as)) as Contexts
}

async function playOut(contexts: Contexts, plan: CasePlan, nowMs: number): Promise<void> {
  const at = (ago: number): Date => new Date(nowMs - ago * HOUR_MS)
  const { title, description, priority, gathers, openedBy, openedAgo } = plan
  const found = await gather(contexts[openedBy], plan, at(openedAgo))
  if (!found) return
  const kind = gathers.by === 'device_id' ? 'device' : 'account'
  const { id } = await createCase(
    { ...contexts[openedBy], at: at(openedAgo) },
    {
      title,
      description,
      priority,
      transaction_ids: found.transactions,
      entities: [{ kind, id: found.entity, role: gathers.role }],
    },
  )
  let version = 1
  for (const step of plan.steps) {
    version = await take({ ...contexts[step.by], at: at(step.ago) }, contexts, id, version, step)
  }
}

/** @returns the version of the case after the step */
async function take(
  ctx: Context,
  contexts: Contexts,
  id: string,
  version: number,
  step: Step,
): Promise<number> {
  if (step.do === 'note') {
    await addNote(ctx, id, {
      body: step.text,
      mentions: (step.mentions ?? []).map((role) => idOf(contexts[role])),
    })
    return version
  }
  return (await changeCase(ctx, id, version, changeOf(step, contexts))).version
}

function changeOf(step: Exclude<Step, { do: 'note' }>, contexts: Contexts): CaseChange {
  switch (step.do) {
    case 'assign':
      return { assigned_to: idOf(contexts[step.to]) }
    case 'move':
      return { status: step.to, ...(step.to === 'pending' && { note: step.note }) }
    case 'close':
      return { status: 'closed', outcome: step.outcome, summary: step.summary }
    case 'reopen':
      return { status: 'open', note: step.note }
  }
}

const idOf = ({ actor }: Context): string => {
  if (actor.kind !== 'user') throw new Error('only users change the cases of the demo')
  return actor.id
}

const COLUMNS: Record<CasePlan['gathers']['by'], Prisma.Sql> = {
  sender_account: Prisma.sql`sender_account`,
  receiver_account: Prisma.sql`receiver_account`,
  device_id: Prisma.sql`device_id`,
}

/** The entity with most such alerts at that time that are in no case, with its latest alert. */
async function gather(ctx: Context, { gathers }: CasePlan, before: Date) {
  const tenantId = ctx.tenant.id
  const entity = COLUMNS[gathers.by]
  const since = new Date(before.getTime() - GATHERED.hours * HOUR_MS)
  const [row] = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ entity: string; transactions: string[] }[]>`
      select ${entity} as entity, (array_agg(transaction_id order by occurred_at desc))[1:${GATHERED.most}::int] as transactions
        from scored_transactions s
       where tenant_id = ${tenantId}::uuid and ${FLAGGED} and ${entity} is not null
         and disposition is not distinct from ${gathers.decision}::text
         and occurred_at between ${since} and ${before}
         and not exists (select 1 from case_transactions c
                          where c.tenant_id = s.tenant_id and c.transaction_id = s.transaction_id)
       group by 1 order by count(*) desc, 1 limit 1`,
  )
  return row
}
