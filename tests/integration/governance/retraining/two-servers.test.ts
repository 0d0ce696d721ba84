/**
 * Servers of other tests would take its retrainings.
 * @own-database
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { getModelReport } from '@/lib/governance/models'
import { getRetraining, requestRetraining } from '@/lib/governance/retraining'
import { storeHistory } from '../../../support/labelled-decisions'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { describeWithPython } from '../../../support/python'
import {
  killWhen,
  startTrainingServer,
  trainersOf,
  untilNobodyTrains,
} from '../../../support/training-server'

/** Servers on machines of their own: none sees the files of another. */
const directories: string[] = []
async function machine(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'machine-'))
  directories.push(directory)
  return directory
}
afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true }))))

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
  await storeHistory(minted, { count: 3_000, fromDays: 200, toDays: 20, fraudEvery: 16, blockedEvery: 20 })
  await explore()
})

/** What exploration has done: of the payments that it drew, every 30th of all was let through, and one in three of the others is labelled. */
const explore = () =>
  withClient('superuser', async (client) => {
    const tenantId = minted.tenant.id
    await client.query(`insert into exploration_settings values ($1, 1, 0.25, 100, 1000, 'seed')`, [tenantId])
    await client.query(
      `insert into explorations (tenant_id, transaction_id, settings_version, model_version_id, policy_version, day, amount, score,
         propensity, let_through)
       select s.tenant_id, s.transaction_id, 1, p.model_version_id, 1, s.occurred_at::date, s.amount, 0.5, 0.25, s.outcome <> 'block'
         from (select *, row_number() over (partition by outcome order by occurred_at) as n from scored_transactions) s
         join predictions p on p.tenant_id = s.tenant_id and p.id = s.prediction_id
        where s.tenant_id = $1 and (s.outcome = 'block' or s.n % 30 = 0)`,
      [tenantId],
    )
    await client.query(
      `insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
       select tenant_id, gen_random_uuid(), transaction_id, true, 1, 'upload', now() - interval '5 days'
         from (select *, row_number() over (order by occurred_at) as n from scored_transactions
                where tenant_id = $1 and outcome = 'block') blocked where n % 3 = 0`,
      [tenantId],
    )
  })

const read = (id: string) => getRetraining(minted.as.admin, id)
/** Whether the training itself has begun. */
const isTraining = (id: string) => async () =>
  (await read(id)).status === 'training' && trainersOf(id).length > 0
const lapse = () =>
  withClient('superuser', (client) =>
    client.query(`update retrainings set lease_until = now() - interval '1 s' where tenant_id = $1`, [
      minted.tenant.id,
    ]),
  )

describeWithPython('a retraining on several machines', () => {
  it('goes on elsewhere at once after a clean stop, and after a kill once its lease has lapsed', async () => {
    const { id } = await requestRetraining(minted.as.admin, { drift_alarm_id: null })
    const [first, second, third] = [await machine(), await machine(), await machine()]
    const stopped = startTrainingServer(first)
    await stopped.until(isTraining(id))
    stopped.process.kill('SIGTERM')
    expect(await stopped.ended).toBe(0)
    expect(trainersOf(id)).toEqual([])
    expect(await read(id)).toMatchObject({ status: 'training', interruptions: 0 })

    // Without its files it starts over: the lease is free, so nobody waits.
    await killWhen(isTraining(id), second)
    await untilNobodyTrains(id)
    expect(await read(id)).toMatchObject({ status: 'training', interruptions: 0 })

    await lapse()
    const last = startTrainingServer(third)
    expect(await last.ended).toBe(0)
    expect(await read(id)).toMatchObject({
      status: 'succeeded',
      interruptions: 1,
      placement: { stage: 'shadow' },
    })
    expect(existsSync(path.join(third, id))).toBe(false)

    // The card says how much the payments that exploration let through weigh.
    const { bundle } = await getModelReport(minted.as.admin, (await read(id)).model_version_id!)
    if (bundle.state !== 'read') throw new Error(bundle.reason)
    const [, rows, payments, labelled] =
      /([\d,]+) were let through by exploration\.[\s\S]* as much as ([\d,]+) payments\.[\s\S]* ([\d,]+) blocked payments of the draws have a label/.exec(
        bundle.documents.card ?? '',
      ) ?? []
    const [letThrough, weight] = [rows, payments].map((text) => Number(text?.replaceAll(',', '')))
    expect(letThrough).toBeGreaterThan(20)
    // Each was let through with a chance of 1 in 4, and stands for at most three others.
    expect(weight).toBeGreaterThan(2 * letThrough!)
    expect(weight).toBeLessThanOrEqual(4 * letThrough!)
    expect(Number(labelled)).toBeGreaterThan(5)
  }, 300_000)
})
