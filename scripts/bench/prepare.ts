import { createApiKey } from '@/lib/api-keys'
import type { FeatureInput } from '@/lib/features'
import { getModel, type Model } from '@/lib/inference'
import { closeDatabase, runMigrations, withTenant } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { toFeatureInput } from '@/lib/scoring/feature-input'
import { transactionBody } from '@/lib/scoring/schema'
import { systemContext } from '@/lib/tenants'
import { DEMO_BANKS, DEMO_MODEL, DEMO_PASSWORD } from '@/prisma/seed/demo-banks'
import { readExcerpt } from '@/prisma/seed/read-excerpt'
import { seedDemo } from '@/prisma/seed/seed-demo'

/** The demo database, a machine key and an endless supply of transactions between the demo's own accounts. */
export interface Prepared {
  model: Model
  inputs: FeatureInput[]
  apiKey: string
  email: string
  password: string
  body(): Record<string, unknown>
  close(): Promise<void>
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
  const tenant = { ...bank, stepEpochMs: Date.now() - 720 * 3_600_000 }
  const ctx = {
    ...systemContext(tenant, 'bench'),
    actor: {
      ...{ kind: 'user' as const, id: admin.id, sessionId: admin.id, role: 'admin' as const },
      ...{ name: admin.fullName, email: admin.email },
    },
  }
  const key = await createApiKey(ctx, { name: 'bench', scopes: ['score:write', 'read'] })
  const rows = await readExcerpt()
  let sent = 0
  return {
    model: await getModel(DEMO_MODEL.name, DEMO_MODEL.version),
    inputs: rows.map((row) => toFeatureInput(tenant, transactionBody.parse(row.body), new Date())),
    apiKey: key.secret,
    email: admin.email,
    password: DEMO_PASSWORD,
    body() {
      const row = rows[sent % rows.length]
      sent += 1
      return { ...row?.body, external_id: `bench-${sent}`, step: undefined }
    },
    close: closeDatabase,
  }
}
