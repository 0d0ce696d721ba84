import { type Statement, withTenant, withTenantPipeline } from '@/lib/platform/db'
import { createTenant, type TestTenant } from '../../../support/tenant'

/**
 * The client of the scoring transaction: commits all statements or none, although it sends them before it awaits
 * results.
 */
const insert = (tenantId: string, id: string): Statement => ({
  name: 'test-insert',
  text: "insert into entity_states (tenant_id, kind, entity_id, state) values ($1, 'account', $2, '{}')",
  values: [tenantId, id],
})
const read = (tenantId: string): Statement => ({
  name: 'test-read',
  text: 'select entity_id from entity_states where tenant_id = $1 order by 1',
  values: [tenantId],
})
const stored = (tenant: TestTenant) => withTenant({ tenantId: tenant.id }, (tx) => tx.entityState.count())

describe('the pipelined transaction', () => {
  let tenant: TestTenant
  beforeEach(async () => {
    tenant = await createTenant()
  })

  it('reads its own writes and commits all of them', async () => {
    const seen = await withTenantPipeline(tenant.id, async (tx) => {
      tx.post([insert(tenant.id, 'a'), insert(tenant.id, 'b')])
      const [result] = await tx.send([read(tenant.id)])
      await tx.commit([insert(tenant.id, 'c')])
      return result?.rows.map((row) => row.entity_id as string)
    })
    expect(seen).toEqual(['a', 'b'])
    expect(await stored(tenant)).toBe(3)
  })

  it('rolls back what was not committed', async () => {
    await withTenantPipeline(tenant.id, async (tx) => tx.send([insert(tenant.id, 'a')]))
    expect(await stored(tenant)).toBe(0)
  })

  it('reports the statement that failed, not the later ones, and stores nothing', async () => {
    const work = withTenantPipeline(tenant.id, async (tx) => {
      tx.post([insert(tenant.id, 'a'), insert(tenant.id, 'a')])
      await tx.commit([insert(tenant.id, 'b')])
    })
    await expect(work).rejects.toMatchObject({ code: '23505' })
    expect(await stored(tenant)).toBe(0)
  })

  it('rolls back when the work throws while statements are pending', async () => {
    const work = withTenantPipeline(tenant.id, async (tx) => {
      tx.post([insert(tenant.id, 'a'), insert(tenant.id, 'b')])
      throw new Error('the model failed')
    })
    await expect(work).rejects.toThrow('the model failed')
    expect(await stored(tenant)).toBe(0)
  })

  it('rejects rows of another tenant', async () => {
    const other = await createTenant()
    const work = withTenantPipeline(tenant.id, (tx) => tx.commit([insert(other.id, 'a')]))
    await expect(work).rejects.toMatchObject({ code: '42501' })
    const seen = await withTenantPipeline(tenant.id, async (tx) => (await tx.send([read(other.id)]))[0]?.rows)
    expect(seen).toEqual([])
  })

  it('discards a connection whose statements were not all parsed', async () => {
    const wrong: Statement = { name: 'test-wrong', text: 'select no_such_function()' }
    const late: Statement = { name: 'test-late', text: 'select 1 as one' }
    for (let i = 0; i < 6; i++) {
      const work = withTenantPipeline(tenant.id, (tx) => tx.send([wrong, late]))
      await expect(work).rejects.toMatchObject({ code: '42883' })
      const [result] = await withTenantPipeline(tenant.id, (tx) => tx.send([late]))
      expect(result?.rows).toEqual([{ one: 1 }])
    }
  })

  it('leaves its connection usable after each of these cases', async () => {
    for (let i = 0; i < 12; i++) {
      await withTenantPipeline(tenant.id, (tx) => tx.commit([insert(tenant.id, 'same')])).catch(
        () => undefined,
      )
    }
    expect(await stored(tenant)).toBe(1)
  })
})
