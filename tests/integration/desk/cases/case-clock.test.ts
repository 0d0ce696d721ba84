/** @own-database */
import { caseLoad, changeCase, noteDueCases } from '@/lib/desk/cases'
import { changeUser } from '@/lib/access/users'
import { mintTenant, type MintedTenant } from '../../../support/minted-tenant'
import { announced, auditOf, leave, openCase, rowsOf } from './support'

describe('the case clock', () => {
  let minted: MintedTenant
  beforeEach(async () => {
    minted = await mintTenant()
  })

  const idOf = (role: 'analyst' | 'senior_analyst' | 'admin'): string => minted.as[role].actor.id ?? ''
  const told = async (kind: string) =>
    (
      await rowsOf(
        minted,
        `select user_id from notifications where tenant_id = $1 and kind = '${kind}' and actor_id is null`,
      )
    ).map(({ user_id }) => user_id as string)
  const stored = async () => (await rowsOf(minted, 'select * from cases where tenant_id = $1'))[0]
  const actions = async (id: string) => (await auditOf(minted, id)).map(({ action }) => action)

  it('announces a breach once, dated at the end of the time limit, to the assignee and the senior analysts', async () => {
    const { id } = await openCase(minted, { assigned_to: idOf('analyst') })
    await leave(minted, -90)
    const { sla_due_at, version } = await stored()
    const before = await announced(minted, 'cases.changed')
    await Promise.all([noteDueCases(new Date()), noteDueCases(new Date())])
    await noteDueCases(new Date())
    expect(await stored()).toMatchObject({ sla_breached_at: sla_due_at, version })
    expect((await told('case_sla_breached')).sort()).toEqual([idOf('analyst'), idOf('senior_analyst')].sort())
    expect(await told('case_sla_soon')).toEqual([])
    const entries = await auditOf(minted, id)
    expect(entries.map(({ action }) => action)).toEqual(['case.created', 'case.sla-breached'])
    expect(entries[1]).toMatchObject({ actor_kind: 'system', actor_id: 'case-clock' })
    expect(await announced(minted, 'cases.changed')).toBe(before + 1)
  })

  it('warns once when less than a fifth of the time is left, and does not notify disabled users', async () => {
    const { id } = await openCase(minted, { assigned_to: idOf('analyst') })
    await noteDueCases(new Date())
    expect(await actions(id)).toEqual(['case.created'])
    await changeUser(minted.as.admin, idOf('analyst'), { status: 'disabled' })
    await leave(minted, 600)
    await noteDueCases(new Date())
    await noteDueCases(new Date())
    expect(await told('case_sla_soon')).toEqual([idOf('senior_analyst')])
    expect(await actions(id)).toEqual(['case.created', 'case.sla-warned'])
  })

  it('ignores cases with paused time limits and keeps a breach that no new time limit lifts', async () => {
    const { id } = await openCase(minted)
    await leave(minted, -90)
    // The change comes before the job runs: the breach is recorded nevertheless.
    await changeCase(minted.as.analyst, id, 1, { status: 'pending', note: 'Waits for the bank' })
    const paused = await stored()
    expect(paused).toMatchObject({ sla_due_at: null, status: 'pending' })
    expect(paused.sla_breached_at).not.toBeNull()
    expect(paused.sla_left_s).toBeLessThan(0)
    await noteDueCases(new Date())
    await changeCase(minted.as.analyst, id, 2, { status: 'investigating', title: 'Still late' })
    await noteDueCases(new Date())
    expect((await stored()).sla_breached_at).toEqual(paused.sla_breached_at)
    expect(await actions(id)).toEqual([
      'case.created',
      'case.sla-breached',
      'case.changed',
      'case.noted',
      'case.changed',
    ])
  })

  it('lifts a breach when more time is allowed, and announces the next breach again', async () => {
    const { id } = await openCase(minted, { priority: 'critical' })
    await leave(minted, -90)
    await noteDueCases(new Date())
    const overdue = async () => (await caseLoad(minted.as.analyst)).overdue.count
    expect(await overdue()).toBe(1)
    await changeCase(minted.as.analyst, id, 1, { priority: 'low' })
    expect(await overdue()).toBe(0)
    const lifted = await stored()
    expect(lifted.sla_breached_at).toBeNull()
    expect(lifted.sla_due_at.getTime()).toBeGreaterThan(Date.now())
    const [, , change] = await auditOf(minted, id)
    expect(change?.before.sla_breached_at).not.toBeNull()
    expect(change?.after.sla_breached_at).toBeNull()

    await leave(minted, -30)
    await noteDueCases(new Date())
    expect(await overdue()).toBe(1)
    expect(await told('case_sla_breached')).toEqual([idOf('senior_analyst'), idOf('senior_analyst')])
    expect((await actions(id)).filter((action) => action === 'case.sla-breached')).toHaveLength(2)
  })

  it('keeps a breach where the new time limit has passed as well', async () => {
    const { id } = await openCase(minted, { priority: 'critical' })
    await leave(minted, -30 * 24 * 3600)
    await noteDueCases(new Date())
    await changeCase(minted.as.analyst, id, 1, { priority: 'low' })
    expect((await stored()).sla_breached_at).not.toBeNull()
  })

  it('gives each of several racing changes the next version and one audit entry, or rejects it', async () => {
    const { id } = await openCase(minted)
    const priorities = ['critical', 'high', 'low', 'medium'] as const
    for (let version = 1; version < 5; version++) {
      const racing = priorities.slice(0, 3).map((priority, i) => {
        const who = minted.as[i % 2 ? 'senior_analyst' : 'analyst']
        return changeCase(who, id, version, { priority, title: `${version} ${i}` })
      })
      const settled = await Promise.allSettled(racing)
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
    const changes = (await auditOf(minted, id)).filter(({ after }) => 'version' in after)
    expect(changes.map(({ after }) => after.version)).toEqual([1, 2, 3, 4, 5])
    expect(changes.slice(1).map(({ before }) => before.version)).toEqual([1, 2, 3, 4])
    const { title, priority } = await stored()
    expect(changes.at(-1)?.after).toMatchObject({ title })
    expect(changes.findLast(({ after }) => 'priority' in after)?.after.priority).toBe(priority)
  })
})
