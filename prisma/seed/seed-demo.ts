import { sealTenantRows } from '@/lib/access/audit'
import type { Context, Tenant } from '@/lib/contract/context'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { withTenant } from '@/lib/platform/db'
import { analyzeTables } from '@/lib/platform/db/owner'
import { simulateWorld } from '@/lib/engine/simulation'
import { onboardTenant } from '@/lib/governance/onboarding'
import { systemContext } from '@/lib/access/tenants'
import { hasNoCases, seedCases } from './demo-cases'
import { seedChanges } from './demo-changes'
import { DEMO_BANKS, DEMO_MODEL, DEMO_PASSWORD, type DemoBank } from './demo-banks'
import { keepDemoModels } from './demo-models'
import { liveThrough } from './live-through'
import { DAY_MS } from '@/lib/platform/time'

const SEEDED = 'demo.seeded'

/** The start of a simulation whose last day is today. */
const startOf = ({ world }: DemoBank, nowMs: number): number =>
  (Math.floor(nowMs / DAY_MS) - world.days + 1) * DAY_MS

/** The tenant with its step 0: a tenant of an interrupted run keeps its own. */
async function tenantOf(bank: DemoBank, nowMs: number): Promise<Tenant> {
  const { id, slug, name, currency, timeZone } = bank
  const stored = await withTenant({ tenantId: id }, (tx) => tx.tenant.findFirst({ where: { id } }))
  const stepEpochMs = stored?.stepEpoch.getTime() ?? startOf(bank, nowMs)
  const earliestEventMs =
    stored?.earliestEventAt?.getTime() ?? defaultEarliestMs(stored?.createdAt.getTime() ?? nowMs)
  const country = stored ? stored.country : bank.country
  return { id, slug, name, country, currency, timeZone, stepEpochMs, earliestEventMs }
}

const isSeeded = (tenantId: string): Promise<boolean> =>
  withTenant(
    { tenantId },
    async (tx) => (await tx.auditLog.count({ where: { tenantId, action: SEEDED } })) > 0,
  )

const noteSeeded = ({ tenant: { id: tenantId }, requestId }: Context): Promise<unknown> =>
  withTenant({ tenantId }, (tx) =>
    tx.auditLog.create({
      data: {
        tenantId,
        actorKind: 'system',
        actorId: 'seed',
        action: SEEDED,
        objectKind: 'tenant',
        objectId: tenantId,
        requestId,
      },
    }),
  )

async function seedBank(ownerUrl: string, bank: DemoBank, nowMs: number): Promise<number> {
  const tenant = await tenantOf(bank, nowMs)
  const users = bank.users.map((user) => ({ ...user, password: DEMO_PASSWORD }))
  const { ctx } = await onboardTenant(ownerUrl, { tenant, users, model: DEMO_MODEL })
  await withTenant({ tenantId: tenant.id }, (tx) => tx.tenant.updateMany({ data: { sandbox: true } }))
  const { seed, customers } = bank.world
  const startMs = tenant.stepEpochMs
  const days = Math.floor((nowMs - startMs) / DAY_MS) + 1
  const history = simulateWorld({ seed, customers, startMs, days, currency: bank.currency })
  const rows = await liveThrough(ctx, history, nowMs)
  await seedCases(ctx, nowMs)
  await keepDemoModels(tenant)
  await seedChanges(ctx, nowMs)
  await noteSeeded(ctx)
  await sealTenantRows(tenant.id)
  return rows
}

/**
 * Creates the demo tenants with their users, their model and a month of history that ends now. Does nothing when
 * complete, and continues an interrupted run.
 */
export async function seedDemo(ownerUrl: string, banks: readonly DemoBank[] = DEMO_BANKS): Promise<string[]> {
  const seeded: string[] = []
  // The smallest first: query plans made for empty tables would be kept for the largest until they are analyzed.
  for (const bank of banks.toSorted((a, b) => a.world.customers - b.world.customers)) {
    if (await isSeeded(bank.id)) {
      const tenant = await tenantOf(bank, Date.now())
      await keepDemoModels(tenant)
      // The demo of a former release has no cases.
      if (await hasNoCases(bank.id)) await seedCases(systemContext(tenant, 'seed'), Date.now())
      await seedChanges(systemContext(tenant, 'seed'), Date.now())
      continue
    }
    const rows = await seedBank(ownerUrl, bank, Date.now())
    await analyzeTables(ownerUrl)
    seeded.push(`${bank.slug}: ${rows} transactions`)
  }
  return seeded
}
