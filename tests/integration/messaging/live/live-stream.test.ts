/**
 * It ends the connections of its database that listen.
 * @own-database
 */
import type { Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { openLiveStreamOperation } from '@/lib/messaging/live/api'
import { createHub, type Hub } from '@/lib/messaging/live/hub'
import { openStream, type StreamOptions } from '@/lib/messaging/live/open-stream'
import type { LiveEvent } from '@/lib/messaging/live/schema'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { beginDraining } from '@/lib/platform/lifecycle'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { score, paysimRow, scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'
import { eventually, readEvents } from './support'

/** Receives new events only. */
const fromNow = () => ({ seq: 0n, atMs: Date.now() + 60_000 })
const caseChanged = (): LiveEvent => ({ kind: 'cases.changed', payload: { caseId: newId() } })

describe('the live stream', () => {
  let a: MintedTenant
  let b: MintedTenant
  const hubs: [Hub, Hub] = [createHub(), createHub()]
  const opened: { close(): Promise<void> }[] = []

  beforeAll(async () => {
    ;[a, b] = [await mintTenant(), await mintTenant()]
  })
  afterEach(async () => {
    for (const stream of opened.splice(0)) await stream.close()
  })

  const tell = (ctx: Context, ...events: LiveEvent[]) =>
    withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
      for (const event of events) await announce(tx, ctx.tenant.id, event)
    })
  async function listen(ctx: Context, options: Partial<StreamOptions> = {}) {
    const stream = await openStream(ctx, {
      from: fromNow(),
      recheck: async () => undefined,
      hub: hubs[0],
      ...options,
    })
    const events = readEvents(stream)
    opened.push(events)
    return events
  }
  const lastId = (events: { heard: { id: string | null }[] }): string =>
    events.heard.map(({ id }) => id).findLast((id) => id !== null) ?? ''
  const resumeAfter = (id: string) => {
    const [seq, atMs] = id.split('-') as [string, string]
    return { seq: BigInt(seq), atMs: Number(atMs) }
  }

  it('sends the same events on every instance, to the tenant only', async () => {
    const [here, there] = [await listen(a.as.analyst), await listen(a.as.admin, { hub: hubs[1] })]
    const foreign = await listen(b.as.admin)
    const [first, second, ofB] = [caseChanged(), caseChanged(), caseChanged()]
    await tell(a.as.analyst, first, second)
    await tell(b.as.analyst, ofB)
    await eventually(() => here.changes().length === 2 && there.changes().length === 2)
    await eventually(() => foreign.changes().length > 0)
    expect(here.changes()).toEqual([first, second])
    expect(there.changes()).toEqual([first, second])
    expect(foreign.changes()).toEqual([ofB])
  })

  it('sends no event for a change that was rolled back', async () => {
    const events = await listen(a.as.analyst)
    const undone = withTenant({ tenantId: a.tenant.id }, async (tx) => {
      await announce(tx, a.tenant.id, caseChanged())
      throw new Error('rolled back')
    })
    await expect(undone).rejects.toThrow('rolled back')
    const kept = caseChanged()
    await tell(a.as.analyst, kept)
    await eventually(() => events.changes().length > 0)
    expect(events.changes()).toEqual([kept])
  })

  it('sends a notification to its user only', async () => {
    const [mine, other] = [await listen(a.as.analyst), await listen(a.as.admin)]
    const forAnalyst = { kind: 'notifications.changed', payload: { userId: a.as.analyst.actor.id } } as const
    const forAll = caseChanged()
    await tell(a.as.admin, forAnalyst, forAll)
    await eventually(() => mine.changes().length === 2 && other.changes().length === 1)
    expect(mine.changes()).toEqual([forAnalyst, forAll])
    expect(other.changes()).toEqual([forAll])
    const resumed = await listen(a.as.admin, { from: { ageSeconds: 60 } })
    await eventually(() => resumed.changes().length > 0)
    expect(resumed.changes()).not.toContainEqual(forAnalyst)
  })

  it('resumes after the last event received', async () => {
    const before = await listen(a.as.analyst)
    await tell(a.as.analyst, caseChanged())
    await eventually(() => before.changes().length > 0)
    await before.close()
    const missed = [caseChanged(), caseChanged()]
    await tell(a.as.analyst, ...missed)
    const after = await listen(a.as.analyst, { from: resumeAfter(lastId(before)) })
    await eventually(() => after.changes().length >= 2)
    expect(after.changes()).toEqual(expect.arrayContaining(missed))
    expect(after.heard.filter(({ event }) => event === 'reset')).toEqual([])
  })

  it('asks for a full refresh where the events are deleted or too many', async () => {
    const old = await listen(a.as.analyst, { from: { seq: 1n, atMs: Date.now() - 61 * 60_000 } })
    await eventually(() => old.heard.some(({ event }) => event === 'reset'))
    await tell(a.as.analyst, ...Array.from({ length: 101 }, caseChanged))
    // Waits, since pending events would reach the next page, too.
    await eventually(() => old.changes().length === 101)
    const behind = await listen(a.as.analyst, { from: { seq: 1n, atMs: Date.now() } })
    await eventually(() => behind.heard.some(({ event }) => event === 'reset'))
    expect(behind.changes()).toEqual([])
  })

  it('reconnects to the database and reports that events may be missing', async () => {
    const hub = createHub()
    const events = await listen(b.as.analyst, { hub })
    await withClient('superuser', (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'app-listen' and datname = current_database()",
      ),
    )
    await eventually(() => events.heard.some(({ event }) => event === 'reset'))
    const change = caseChanged()
    await tell(b.as.analyst, change)
    await eventually(() => events.changes().length > 0)
    expect(events.changes()).toEqual([change])
  })

  it('closes the stream of a reader that does not read', async () => {
    const stream = await openStream(b.as.senior_analyst, {
      from: fromNow(),
      recheck: async () => undefined,
      hub: hubs[0],
    })
    const transactionIds = Array.from({ length: 50 }, newId)
    const event: LiveEvent = { kind: 'transactions.decided', payload: { transactionIds, count: 50 } }
    const watching = await listen(b.as.analyst)
    for (let round = 0; round < 8; round++)
      await tell(b.as.analyst, ...Array.from({ length: 20 }, () => event))
    await eventually(() => watching.changes().length === 160)
    const late = readEvents(stream)
    await eventually(() => late.ended())
    expect(late.changes().length).toBeGreaterThan(0)
    expect(late.changes().length).toBeLessThan(160)
  })

  it('ends with the session and survives an unavailable database', async () => {
    let failure = new AppError('database-unavailable')
    const recheck = () => Promise.reject(failure)
    const events = await listen(a.as.analyst, { recheck, recheckMs: 20 })
    const change = caseChanged()
    await tell(a.as.analyst, change)
    await eventually(() => events.changes().length === 1)
    expect(events.ended()).toBe(false)
    failure = new AppError('invalid-token')
    await eventually(() => events.ended())
    expect(events.heard.at(-1)?.event).toBe('signed-out')
  })

  it('ignores a check of the session that fails after the reader has gone', async () => {
    const failures: ((error: unknown) => void)[] = []
    const check = { catch: (failed: (error: unknown) => void) => failures.push(failed) }
    const recheck = () => check as unknown as Promise<unknown>
    const events = await listen(a.as.analyst, { recheck, recheckMs: 20 })
    await eventually(() => failures.length > 0)
    await events.close()
    expect(() => failures[0]?.(new AppError('invalid-token'))).not.toThrow()
  })

  it('allows ten streams per user; a closed stream frees its place', async () => {
    const streams = []
    for (let i = 0; i < 10; i++) streams.push(await listen(b.as.admin))
    await expect(listen(b.as.admin)).rejects.toMatchObject({ code: 'too-many-requests' })
    await streams[0]?.close()
    await listen(b.as.admin)
  })

  it('streams scored transactions to a signed-in user', async () => {
    const response = await callOperation(openLiveStreamOperation, {
      headers: bearer(await tokenOf(a.emailOf.analyst)),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
    const events = readEvents(response.body as ReadableStream<Uint8Array>)
    opened.push(events)
    const key = await scoringKey(a)
    await Promise.all([1, 2, 3].map((i) => score(paysimRow({ nameOrig: `C-live-${i}` }), { key })))
    const scored = () =>
      events
        .changes()
        .map((change) => change as LiveEvent)
        .flatMap(({ kind, payload }) => (kind === 'transactions.scored' ? [payload] : []))
    await eventually(() => scored().reduce((sum, { count }) => sum + count, 0) === 3)
    expect(scored().length).toBeLessThanOrEqual(3)
  })

  it('rejects an unknown query parameter', async () => {
    const headers = bearer(await tokenOf(a.emailOf.analyst))
    const response = await callOperation(openLiveStreamOperation, { headers, query: '?age=-1' })
    expect(response.status).toBe(400)
  })

  it('ends when the process drains', async () => {
    const events = await listen(a.as.analyst)
    beginDraining()
    await eventually(() => events.ended())
  })
})
