import { changeCase, getCase } from '@/lib/desk/cases'
import { listSlaPoliciesOperation, setSlaPoliciesOperation } from '@/lib/desk/cases/api'
import { call, type CaseDesk, caseDesk, openCase, rowsOf } from '../support'

describe('the SLA policies', () => {
  let desk: CaseDesk
  beforeAll(async () => {
    desk = await caseDesk()
  })

  const read = async () => (await call(listSlaPoliciesOperation, { headers: desk.headers.analyst })).body
  const set = (body: object, role: 'admin' | 'senior_analyst' = 'admin') =>
    call(setSlaPoliciesOperation, { headers: desk.headers[role], body })

  it('are the defaults of the product until they are set', async () => {
    const { policies } = await read()
    expect(policies.map(({ priority, minutes }: Record<string, unknown>) => [priority, minutes])).toEqual([
      ['critical', 240],
      ['high', 1440],
      ['medium', 4320],
      ['low', 10080],
    ])
  })

  it('apply to cases that get the priority afterwards, and each change is audited', async () => {
    const { id } = await openCase(desk)
    const before = await getCase(desk.as.analyst, id)
    expect((await set({ medium: 60, critical: 10 })).status).toBe(200)
    expect((await getCase(desk.as.analyst, id)).sla).toEqual(before.sla)
    await changeCase(desk.as.analyst, id, 1, { priority: 'critical' })
    expect((await getCase(desk.as.analyst, id)).sla).toMatchObject({
      allowed_seconds: 600,
      due_at: new Date(Date.parse(before.created_at) + 600_000).toISOString(),
    })
    const fresh = await openCase(desk)
    expect((await getCase(desk.as.analyst, fresh.id)).sla.allowed_seconds).toBe(3_600)
    const sql = "select before, after from audit_log where tenant_id = $1 and action = 'sla-policy.changed'"
    expect(await rowsOf(desk, sql)).toEqual([
      {
        before: { critical: 240, high: 1440, medium: 4320, low: 10080 },
        after: { critical: 10, high: 1440, medium: 60, low: 10080 },
      },
    ])
    expect((await read()).policies[0]).toMatchObject({ is_default: false, updated_by: { name: 'admin' } })
    await set({ medium: 60 })
    expect(await rowsOf(desk, sql)).toHaveLength(1)
  })

  it.each([{}, { medium: 4 }, { medium: 525_601 }, { medium: 1.5 }, { urgent: 5 }])(
    'rejects %j',
    async (body) => {
      expect((await set(body)).status).toBe(400)
    },
  )

  it('can be set by administrators only', async () => {
    expect((await set({ low: 60 }, 'senior_analyst')).status).toBe(403)
  })
})
