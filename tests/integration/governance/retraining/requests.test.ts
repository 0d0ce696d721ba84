/**
 * Servers of other tests would take its retrainings.
 * @own-database
 */
import fs from 'node:fs'
import {
  cancelRetrainingOperation,
  getRetrainingOperation,
  getRetrainingScheduleOperation,
  listRetrainingsOperation,
  requestRetrainingOperation,
  setRetrainingScheduleOperation,
} from '@/lib/governance/retraining/api'
import { startDueRetrainings } from '@/lib/governance/retraining'
import {
  type Retraining,
  retrainingListResponse,
  retrainingResponse,
  scheduleResponse,
} from '@/lib/governance/retraining/schema'
import { pythonPath } from '@/lib/governance/retraining/training-environment'
import type { Operation } from '@/lib/contract/operation'
import { newId } from '@/lib/platform/ids'
import { DAY_MS } from '@/lib/platform/time'
import { callOperation } from '../../../support/call-operation'
import { storeAlarm } from '../../../support/drift-decisions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, tokenOf } from '../../access/auth/support'

let minted: MintedTenant
let admin: Record<string, string>

beforeAll(async () => {
  minted = await mintTenant()
  admin = bearer(await tokenOf(minted.emailOf.admin))
})

/** Whether the server has a training environment; nothing is trained here. */
function givenEnvironment(isThere: boolean): void {
  const { existsSync } = fs
  jest
    .spyOn(fs, 'existsSync')
    .mockImplementation((path) => (path === pythonPath() ? isThere : existsSync(path)))
}
beforeEach(() => givenEnvironment(true))
afterEach(() => jest.restoreAllMocks())

async function call(
  operation: Operation,
  options: { id?: string; body?: object; headers?: Record<string, string> } = {},
) {
  const params: Record<string, string> = options.id === undefined ? {} : { id: options.id }
  const headers = { ...admin, ...options.headers }
  const response = await callOperation(operation, { params, headers, body: options.body })
  return [response.status, await response.json()] as const
}

const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
  withClient('superuser', async (client) => (await client.query<T>(text, [minted.tenant.id, ...values])).rows)

const ask = async (body: object = {}): Promise<Retraining> => {
  const [status, retraining] = await call(requestRetrainingOperation, { body })
  expect(status).toBe(201)
  return retrainingResponse.parse(retraining)
}
const cancel = (id: string) => call(cancelRetrainingOperation, { id })

describe('a requested retraining', () => {
  it('is rejected with what to install where the server cannot train', async () => {
    givenEnvironment(false)
    const [status, problem] = await call(requestRetrainingOperation, { body: {} })
    expect([status, problem.type]).toEqual([503, expect.stringMatching(/training-unavailable$/)])
    expect(problem.detail).toContain('npm run train -- --help')
    const [, list] = await call(listRetrainingsOperation)
    expect(retrainingListResponse.parse(list).unavailable).toBe(problem.detail)
  })

  it('waits for a process, one at a time, also when two ask at the same moment', async () => {
    const outcomes = await Promise.all([1, 2].map(() => call(requestRetrainingOperation, { body: {} })))
    expect(outcomes.map(([status]) => status).sort()).toEqual([201, 409])
    const [, retraining] = outcomes.find(([status]) => status === 201)!
    expect(retraining).toMatchObject({
      status: 'queued',
      cause: 'user',
      requested_by: { name: 'admin' },
      model: { name: 'retrained', version: '1.0.0' },
      progress: { stage: 'queued', fraction: 0 },
    })
    const [, read] = await call(getRetrainingOperation, { id: retraining.id })
    expect(retrainingResponse.parse(read)).toEqual(retraining)
    expect((await cancel(retraining.id))[1]).toMatchObject({ status: 'cancelled', progress: null })
  })

  it('is cancelled once, with a row of the audit log', async () => {
    const { id, model } = await ask()
    expect(model.version).toBe('1.0.1')
    expect((await cancel(id))[0]).toBe(200)
    expect((await cancel(id))[0]).toBe(409)
    const log = await sql<{ action: string; before: object; after: object }>(
      `select action, before, after from audit_log where tenant_id = $1 and object_id = $2 order by seq`,
      id,
    )
    expect(log).toMatchObject([
      { action: 'retraining.requested', after: { cause: 'user', model: 'retrained/1.0.1' } },
      { action: 'retraining.cancelled', before: { status: 'queued' }, after: { status: 'cancelled' } },
    ])
  })

  it('does not exist under an unknown id, and needs an alarm of the institution', async () => {
    for (const operation of [getRetrainingOperation, cancelRetrainingOperation])
      expect((await call(operation, { id: newId() }))[0]).toBe(404)
    expect((await call(requestRetrainingOperation, { body: { drift_alarm_id: newId() } }))[0]).toBe(404)
    const alarm = await storeAlarm(minted)
    const { id, drift_alarm_id } = await ask({ drift_alarm_id: alarm })
    expect(drift_alarm_id).toBe(alarm)
    await cancel(id)
    await sql(
      'update drift_alarms set acknowledged_by = $2, acknowledged_at = now() where tenant_id = $1',
      minted.as.admin.actor.id,
    )
  })

  it('is listed newest first, page by page', async () => {
    const [, first] = await call(listRetrainingsOperation)
    const { items } = retrainingListResponse.parse(first)
    expect(items.map(({ id }) => id)).toEqual(
      items
        .map(({ id }) => id)
        .toSorted()
        .reverse(),
    )
    const query = (text: string) => callOperation(listRetrainingsOperation, { headers: admin, query: text })
    const page = retrainingListResponse.parse(await (await query('?limit=1')).json())
    const rest = retrainingListResponse.parse(
      await (await query(`?limit=1&cursor=${page.next_cursor}`)).json(),
    )
    expect([...page.items, ...rest.items]).toEqual(items.slice(0, 2))
    expect((await query('?cursor=nonsense')).status).toBe(400)
  })

  it('needs a production model', async () => {
    const stages = (from: string, to: string) =>
      sql('update model_versions set stage = $3 where tenant_id = $1 and stage = $2', from, to)
    await stages('production', 'archived')
    expect((await call(requestRetrainingOperation, { body: {} }))[0]).toBe(503)
    await stages('archived', 'production')
  })
})

describe('the schedule', () => {
  const WEEKLY = { cadence: 'weekly', hour: 3, on_drift_alarm: false } as const
  const put = (body: object, version?: number) =>
    call(setRetrainingScheduleOperation, {
      body,
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    })
  const started = () =>
    sql<{ id: string; cause: string }>(
      'select id, cause from retrainings where tenant_id = $1 and finished_at is null',
    )

  it('is off at first, and rejects lost updates and hours that no clock has', async () => {
    const [, first] = await call(getRetrainingScheduleOperation)
    expect(scheduleResponse.parse(first)).toMatchObject({ cadence: 'off', next_at: null, version: 0 })
    const [status, set] = await put(WEEKLY, 0)
    expect([status, set.version]).toEqual([200, 1])
    expect(new Date(set.next_at as string).getUTCDay()).toBe(1)
    expect((await put(WEEKLY, 0))[0]).toBe(412)
    const [invalid, problem] = await put({ ...WEEKLY, hour: 24 })
    expect([invalid, problem.errors[0].field]).toEqual([400, 'hour'])
    const [event] = await sql(
      `select before, after from audit_log where tenant_id = $1 and action = 'retraining-schedule.changed'`,
    )
    expect(event).toMatchObject({ before: { cadence: 'off' }, after: { cadence: 'weekly', hour: 3 } })
  })

  it('starts one retraining when its time has come, however many processes look', async () => {
    const later = new Date(Date.now() + 8 * DAY_MS)
    await Promise.all([startDueRetrainings(later), startDueRetrainings(later)])
    const [one, ...others] = await started()
    expect([one?.cause, others]).toEqual(['schedule', []])
    const [, schedule] = await call(getRetrainingScheduleOperation)
    expect(new Date(schedule.next_at as string).getTime()).toBeGreaterThan(later.getTime())
    await cancel(one!.id)
  })

  it('follows a changed time zone without starting', async () => {
    await sql(`update tenants set time_zone = 'Asia/Tokyo' where id = $1`)
    await startDueRetrainings(new Date())
    const [, schedule] = await call(getRetrainingScheduleOperation)
    expect(schedule.next_at).toMatch(/T18:00:00\.000Z$/)
    expect(await started()).toEqual([])
  })

  it('starts one retraining for an open drift alarm where the institution wants that', async () => {
    const alarm = await storeAlarm(minted, new Date('2026-06-03'))
    await startDueRetrainings(new Date())
    expect(await started()).toEqual([])
    await put({ ...WEEKLY, cadence: 'off', on_drift_alarm: true })
    await Promise.all([startDueRetrainings(new Date()), startDueRetrainings(new Date())])
    const [one] = await started()
    expect(one?.cause).toBe('drift_alarm')
    const [, read] = await call(getRetrainingOperation, { id: one!.id })
    expect(read).toMatchObject({ drift_alarm_id: alarm, requested_by: null })
    await cancel(one!.id)
    await startDueRetrainings(new Date())
    expect(await started()).toEqual([])
  })
})
