import { createApiKey } from '@/lib/access/api-keys'
import type { Context } from '@/lib/contract/context'
import type { FeatureInput } from '@/lib/engine/features'
import { getModel, type Model } from '@/lib/engine/inference'
import { closeDatabase, runMigrations, withTenant } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { toFeatureInput } from '@/lib/scoring/path/feature-input'
import { identified } from '@/lib/scoring/path/identify'
import { transactionBody } from '@/lib/scoring/path/schema'
import { type SimulatedTransaction, simulateWorld, toScoreBody } from '@/lib/engine/simulation'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { systemContext } from '@/lib/access/tenants'
import { DEMO_BANKS, DEMO_MODEL, DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { seedDemo } from '@/prisma/seed/seed-demo'

const ROWS = 5_000

/** The demo database, an API key and an unlimited number of transactions between accounts of the demo. */
export interface Prepared {
  model: Model
  inputs: FeatureInput[]
  /** An administrator of the institution. */
  admin: Context
  apiKey: string
  email: string
  password: string
  body(): Record<string, unknown>
  close(): Promise<void>
}

/** The first days of the demo's customers, repeated. */
function lifeOf(world: { seed: number; days: number; customers: number }): SimulatedTransaction[] {
  const rows: SimulatedTransaction[] = []
  const startMs = Date.UTC(2026, 0, 5)
  for (const { transaction } of simulateWorld({ ...world, startMs }))
    if (rows.push(transaction) === ROWS) break
  return rows
}

export async function prepareBench(): Promise<Prepared> {
  const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? ''
  await runMigrations({ ownerUrl, sealKey: env().SENTINEL_TENANT_SEAL_KEY })
  await seedDemo(ownerUrl)
  const [bank] = DEMO_BANKS
  if (!bank) throw new Error('no demo bank')
  const admin = await withTenant({ tenantId: bank.id }, (tx) =>
    tx.user.findFirst({ where: { role: 'admin' } }),
  )
  if (!admin) throw new Error('the demo has no admin')
  const tenant = {
    ...bank,
    stepEpochMs: Date.now() - 720 * 3_600_000,
    earliestEventMs: defaultEarliestMs(Date.now()),
    country: null,
  }
  const ctx = {
    ...systemContext(tenant, 'bench'),
    actor: {
      kind: 'user' as const,
      id: admin.id,
      sessionId: admin.id,
      role: 'admin' as const,
      name: admin.fullName,
      email: admin.email,
    },
  }
  const key = await createApiKey(ctx, { name: 'bench', scopes: ['score:write', 'read'] })
  const rows = lifeOf(bank.world)
  let sent = 0
  return {
    model: await getModel(DEMO_MODEL.name, DEMO_MODEL.version),
    inputs: rows.map((row) =>
      toFeatureInput(
        tenant,
        identified(tenant, transactionBody.parse(toScoreBody(row))).transaction,
        new Date(),
      ),
    ),
    admin: ctx,
    apiKey: key.secret,
    email: admin.email,
    password: DEMO_PASSWORD,
    body() {
      const row = rows[sent % rows.length] as SimulatedTransaction
      sent += 1
      return { ...toScoreBody(row), external_id: `bench-${sent}`, occurred_at: undefined }
    },
    close: closeDatabase,
  }
}
