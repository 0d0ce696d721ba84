import { confine, TenantScopeError } from '@/lib/platform/db/tenant-extension'

/** Tests the tenant extension alone: the arguments that it adds to an operation, and what it rejects. */
const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'

const READS = [
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'findUnique',
  'findUniqueOrThrow',
  'count',
  'aggregate',
  'groupBy',
]
const WRITES_BY_FILTER = ['update', 'updateMany', 'updateManyAndReturn', 'delete', 'deleteMany']

describe('the tenant extension', () => {
  it.each([...READS, ...WRITES_BY_FILTER])(
    'adds the tenant to the filter of %s, also where there is none',
    (operation) => {
      expect(confine('User', operation, { where: { email: 'x' }, data: {} }, A).where).toEqual({
        email: 'x',
        tenantId: A,
      })
      expect(confine('User', operation, { data: {} }, A).where).toEqual({ tenantId: A })
    },
  )

  it.each([...READS, ...WRITES_BY_FILTER, 'upsert'])(
    'rejects a filter of %s that names another tenant, also in a compound key',
    (operation) => {
      const rest = { data: {}, create: {}, update: {} }
      for (const where of [{ tenantId: B }, { tenantId_id: { tenantId: B, id: 'x' } }]) {
        expect(() => confine('User', operation, { where, ...rest }, A)).toThrow(TenantScopeError)
      }
    },
  )

  it('adds the tenant to every new row and rejects a foreign one', () => {
    expect(confine('User', 'create', { data: { email: 'x' } }, A).data).toEqual({ email: 'x', tenantId: A })
    expect(confine('User', 'createMany', { data: [{ email: 'x' }, { email: 'y' }] }, A).data).toEqual([
      { email: 'x', tenantId: A },
      { email: 'y', tenantId: A },
    ])
    for (const data of [{ tenantId: B }, [{ email: 'x' }, { tenantId: B }]]) {
      expect(() => confine('User', 'createMany', { data }, A)).toThrow('another tenant')
    }
  })

  it('rejects every nested write', () => {
    for (const how of [
      { connect: {} },
      { create: {} },
      { connectOrCreate: {} },
      { updateMany: {} },
      { deleteMany: {} },
    ]) {
      const data = { sessions: how }
      expect(() => confine('User', 'create', { data }, A)).toThrow('nested write')
      expect(() => confine('User', 'update', { where: {}, data }, A)).toThrow('nested write')
      expect(() => confine('User', 'upsert', { where: {}, create: data, update: {} }, A)).toThrow(
        'nested write',
      )
      expect(() => confine('User', 'upsert', { where: {}, create: {}, update: data }, A)).toThrow(
        'nested write',
      )
    }
  })

  it('rejects a change of tenant_id, even to the same tenant', () => {
    for (const tenantId of [A, B]) {
      expect(() => confine('User', 'updateMany', { where: {}, data: { tenantId } }, A)).toThrow(
        'may not move',
      )
      expect(() => confine('User', 'upsert', { where: {}, create: {}, update: { tenantId } }, A)).toThrow(
        'may not move',
      )
    }
  })

  it('confines the tenant row itself by its id', () => {
    expect(confine('Tenant', 'findMany', {}, A).where).toEqual({ id: A })
    expect(() => confine('Tenant', 'findFirst', { where: { id: B } }, A)).toThrow(TenantScopeError)
  })

  it('rejects unknown operations', () => {
    expect(() => confine('User', 'mergeMany', {}, A)).toThrow('not known')
    expect(() => confine('Secret', 'create', { data: {} }, A)).toThrow('unknown model')
  })
})
