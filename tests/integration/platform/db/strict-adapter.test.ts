import { withTenant } from '@/lib/platform/db'
import { PrismaClient } from '@/lib/platform/db/generated/client'
import { appPool } from '@/lib/platform/db/pools'
import { StrictTenantAdapter } from '@/lib/platform/db/strict-adapter'
import { createTestUser, createTenant } from '../../../support/tenant'

/** Tests the strict adapter without the tenant extension: no statement runs without a tenant and a transaction. */
describe('the strict adapter', () => {
  const client = new PrismaClient({ adapter: new StrictTenantAdapter(appPool()) })
  afterAll(() => client.$disconnect())

  it('rejects a statement outside a transaction', async () => {
    await expect(client.user.findMany()).rejects.toThrow('TENANT_TX_REQUIRED')
    await expect(client.$queryRaw`select 1`).rejects.toThrow('TENANT_TX_REQUIRED')
  })

  it('rejects a transaction without a tenant', async () => {
    await expect(client.$transaction(async (tx) => tx.user.findMany())).rejects.toThrow(
      'TENANT_CONTEXT_MISSING',
    )
  })

  it('returns the rows of its own tenant for two look-ups of one tick and for raw SQL', async () => {
    const [a, b] = [await createTenant(), await createTenant()]
    const [inA, inB] = [await createTestUser(a, 'analyst'), await createTestUser(b, 'analyst')]
    const find = (tenantId: string, id: string) =>
      withTenant({ tenantId }, async (tx) => {
        const unique = await tx.user.findUnique({ where: { tenantId_id: { tenantId, id } } })
        const raw = await tx.$queryRaw<{ id: string }[]>`select id from users where id = ${id}::uuid`
        return { unique: unique?.id, raw: raw.map((row) => row.id) }
      })
    const seen = await Promise.all([
      find(a.id, inA.id),
      find(b.id, inB.id),
      find(a.id, inB.id),
      find(b.id, inA.id),
    ])
    expect(seen).toEqual([
      { unique: inA.id, raw: [inA.id] },
      { unique: inB.id, raw: [inB.id] },
      { unique: undefined, raw: [] },
      { unique: undefined, raw: [] },
    ])
  })

  it('rolls everything back when the work fails', async () => {
    const tenant = await createTenant()
    const work = withTenant({ tenantId: tenant.id }, async (tx) => {
      await tx.entityState.create({
        data: { tenantId: tenant.id, kind: 'account', entityId: 'x', state: {} },
      })
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await withTenant({ tenantId: tenant.id }, (tx) => tx.entityState.count())).toBe(0)
  })
})
