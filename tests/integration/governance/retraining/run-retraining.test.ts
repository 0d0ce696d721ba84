/**
 * Servers of other tests would take its retrainings.
 * @own-database
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  cancelRetraining,
  getRetraining,
  requestRetraining,
  runRetrainings,
} from '@/lib/governance/retraining'
import { getRegisteredModel, setStage } from '@/lib/governance/models'
import { options } from '@/lib/platform/env'
import { storeHistory } from '../../../support/labelled-decisions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { describeWithPython } from '../../../support/python'
import { killWhen, trainersOf, untilNobodyTrains } from '../../../support/training-server'

/** The files of a retraining on this machine. */
const workspace = (id: string) => path.resolve(options().SENTINEL_TRAINING_DIR, id)

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
})

const request = () => requestRetraining(minted.as.admin, { drift_alarm_id: null })
const read = (id: string) => getRetraining(minted.as.admin, id)
const sql = <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
  withClient('superuser', async (client) => (await client.query<T>(text, [minted.tenant.id, ...values])).rows)
/** As if the time of the lease had passed. */
const lapse = () => sql(`update retrainings set lease_until = now() - interval '1 s' where tenant_id = $1`)

describeWithPython('a retraining', () => {
  it('fails with the numbers before anything is trained where labels are too few', async () => {
    await storeHistory(minted, { count: 300, fromDays: 60, toDays: 45, fraudEvery: 20 })
    const { id } = await request()
    expect(await runRetrainings(new Date())).toBe(1)
    expect(await read(id)).toMatchObject({ status: 'failed', progress: null, data: null })
    expect((await read(id)).failure).toMatch(/There are 15 frauds and 285 genuine payments/)
    expect(existsSync(workspace(id))).toBe(false)
  })

  it('survives kills of its server while it trains and while it registers, and ends as a challenger', async () => {
    await storeHistory(minted, { count: 3_000, fromDays: 200, toDays: 20, fraudEvery: 16, blockedEvery: 50 })
    const { id } = await request()
    const searched = path.join(workspace(id), 'work')
    await killWhen(() => existsSync(searched) && readdirSync(searched).length > 0)
    await untilNobodyTrains(id)
    expect(await read(id)).toMatchObject({ status: 'training', data: { frauds: expect.any(Number) } })
    // The lease holds until it lapses: nobody else begins meanwhile.
    expect(await runRetrainings(new Date())).toBe(0)
    await lapse()
    await killWhen(async () => (await read(id)).status === 'registering')
    await untilNobodyTrains(id)
    await lapse()
    await runRetrainings(new Date())

    const retraining = await read(id)
    expect(retraining).toMatchObject({
      status: 'succeeded',
      interruptions: 2,
      placement: { stage: 'shadow', reason: null },
      data: { left_out: { blocked_without_label: expect.any(Number), other_features: 0 }, explored: 0 },
    })
    expect(retraining.data!.left_out.blocked_without_label).toBeGreaterThan(50)
    const { model } = await getRegisteredModel(minted.as.admin, retraining.model_version_id!)
    expect(model).toMatchObject({ name: 'retrained', origin: 'institution', stage: 'shadow' })
    expect(model.metrics.prAuc).toBeGreaterThan(0.3)
    const models = await sql<{ stage: string }>('select stage from model_versions where tenant_id = $1')
    expect(models.map(({ stage }) => stage).sort()).toEqual(['production', 'shadow'])
    const log = await sql<{ action: string }>(
      `select action from audit_log where tenant_id = $1 and object_id = any($2) order by seq`,
      [id, model.id],
    )
    expect(log.map(({ action }) => action)).toEqual([
      'retraining.requested',
      'model.uploaded',
      'model.stage-changed',
      'retraining.succeeded',
    ])
    expect(existsSync(workspace(id))).toBe(false)
  }, 400_000)

  it('places a model that is registered already, and says why it is no challenger', async () => {
    const { id, model } = await request()
    // As an earlier attempt left it: registered, on a server that is gone. Both places of challengers are taken.
    const [made] = await sql<{ id: string; stage_version: number }>(
      `select id, stage_version from model_versions where tenant_id = $1 and stage = 'shadow'`,
    )
    await setStage(minted.as.admin, made!.id, made!.stage_version, { stage: 'registered' })
    await sql(
      `update model_versions set version = $2 where tenant_id = $1 and id = $3`,
      model.version,
      made!.id,
    )
    await sql(
      `insert into model_versions (tenant_id, id, name, version, stage, manifest_sha256, feature_names, metrics)
       select $1, gen_random_uuid(), 'other', n::text, 'shadow', 'x', '{}', '{}' from generate_series(1, 2) n`,
    )
    await runRetrainings(new Date())
    expect(await read(id)).toMatchObject({
      status: 'succeeded',
      model_version_id: made!.id,
      placement: { stage: 'registered', reason: expect.stringContaining('there are at most 2') },
    })
  })

  it('ends with all its processes when it is cancelled', async () => {
    const { id } = await request()
    const running = runRetrainings(new Date(), { trials: 50 })
    while ((await read(id)).status !== 'training' || trainersOf(id).length === 0) await sleep(20)
    await cancelRetraining(minted.as.admin, id)
    await running
    expect(trainersOf(id)).toEqual([])
    expect(await read(id)).toMatchObject({ status: 'cancelled', model_version_id: null })
    expect(existsSync(workspace(id))).toBe(false)
  })
})
