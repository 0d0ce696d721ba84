/** @own-database */
import { setCanary, stopCanary, watchCanaries } from '@/lib/governance/challengers'
import { setCanaryOperation, stopCanaryOperation } from '@/lib/governance/challengers/api'
import { listModels, setStage } from '@/lib/governance/models'
import { listNotifications } from '@/lib/messaging/notifications'
import { newId } from '@/lib/platform/ids'
import { settleShadow } from '@/lib/scoring/shadow'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import { callOperation } from '../../../support/call-operation'
import { useChallenger } from '../../../support/challenger-model'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows, tyingRows } from '../../../support/scored-rows'
import { paysimRow, score, scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** A canary decides for its senders only, every decision names its model, and a bad canary is stopped by itself. */
const BLOCKS_ALL = () => 9
const query = <T>(sql: string, values: unknown[]): Promise<T[]> =>
  withClient('superuser', async (client) => (await client.query(sql, values)).rows as T[])

let minted: MintedTenant
let key: string
beforeEach(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
})

const useCanary = (name: string, marginOf: (amount: number) => number) =>
  useChallenger(minted, name, marginOf, ['shadow', 'canary'])
const stageOf = async (id: string) =>
  (await listModels(minted.as.admin)).items.find((model) => model.id === id)?.stage
const runOf = async (id: string) =>
  (
    await query<Record<string, unknown>>(
      'select * from canary_runs where tenant_id = $1 and model_version_id = $2',
      [minted.tenant.id, id],
    )
  )[0]
const byModel = (responses: ScoreResponse[]) => ({
  champion: responses.filter(({ model_version }) => model_version === `${MODEL.name}/${MODEL.version}`),
  canary: responses.filter(({ model_version }) => model_version !== `${MODEL.name}/${MODEL.version}`),
})

test('it decides for its share of the senders; decision, explanation and response are those of its model', async () => {
  const { id } = await useCanary('deciding', BLOCKS_ALL)
  const rows = tyingRows(60, 'deciding')
  expect(byModel(await scoreRows(key, rows)).canary).toEqual([])
  await setCanary(minted.as.admin, id, { share: 0.3 })
  const { canary, champion } = byModel(await scoreRows(key, rows))
  // Which senders it gets depends on the id of the run: outside of these bounds once in ten million.
  expect(canary.length).toBeGreaterThan(2)
  expect(champion.length).toBeGreaterThan(22)
  for (const response of canary) {
    expect(response).toMatchObject({ outcome: 'block', model_version: 'deciding/1.0.0', margin: 9 })
    expect(response.top_features.map(({ name }) => name)).toEqual(['amount'])
  }
  // The same senders again, one by one.
  const senders = (responses: ScoreResponse[]) =>
    query<{ sender_account: string }>(
      'select sender_account from transactions where id = any ($1) order by 1',
      [responses.map(({ transaction_id }) => transaction_id)],
    )
  const [first] = await senders(canary)
  const again = await (await score(paysimRow({ nameOrig: first?.sender_account }), { key })).json()
  expect(again.model_version).toBe('deciding/1.0.0')

  const stored = await query<{
    model_version: string
    features: number[]
    contributions: number[]
    names: string[]
  }>(
    `select p.model_version, p.features, p.contributions, m.feature_names as names from predictions p
       join model_versions m on m.tenant_id = p.tenant_id and m.id = p.model_version_id where p.tenant_id = $1`,
    [minted.tenant.id],
  )
  for (const { model_version, features, contributions, names } of stored) {
    expect([features.length, contributions.length]).toEqual([names.length, names.length])
    if (model_version === 'deciding/1.0.0') expect(contributions).toEqual([9])
  }
  await settleShadow()
  expect(await runOf(id)).toMatchObject({
    decided: String(canary.length + 1),
    compared: String(canary.length + 1),
  })
})

test('a bad canary is stopped by the first look, says why, and decides nothing from then on; two processes stop it once', async () => {
  const { id } = await useCanary('blocking', BLOCKS_ALL)
  await setCanary(minted.as.admin, id, { share: 0.5 })
  await scoreRows(key, tyingRows(120, 'blocking'))
  await settleShadow()
  await Promise.all([watchCanaries(new Date()), watchCanaries(new Date())])
  await watchCanaries(new Date())

  expect(await stageOf(id)).toBe('shadow')
  const why = expect.stringMatching(/^It blocks \d+\.\d percentage points more of the payments/) as string
  expect(await runOf(id)).toMatchObject({ end_reason: 'block', end_detail: why })
  const audited = await query(
    'select action, actor_kind, actor_id, after from audit_log where tenant_id = $1 and action = $2',
    [minted.tenant.id, 'canary.stopped'],
  )
  expect(audited).toMatchObject([
    { actor_kind: 'system', actor_id: 'canary-watch', after: { reason: 'block', detail: why } },
  ])
  const { items } = await listNotifications(minted.as.admin, { limit: 5 })
  expect(items).toMatchObject([{ kind: 'canary_stopped', model_id: id }])
  expect(items[0]?.text).toMatch(/^The canary blocking\/1\.0\.0 was stopped: It blocks/)
  expect((await listNotifications(minted.as.analyst, { limit: 5 })).items).toEqual([])
  expect(byModel(await scoreRows(key, tyingRows(40, 'blocking'))).canary).toEqual([])
})

test('a canary that decides like the champion stays', async () => {
  const { id } = await useCanary('alike', () => -9)
  await setCanary(minted.as.admin, id, { share: 0.5 })
  await scoreRows(
    key,
    tyingRows(120, 'alike').map((row) => ({ ...row, amount: 5, type: 'PAYMENT' })),
  )
  await settleShadow()
  await watchCanaries(new Date())
  expect(await stageOf(id)).toBe('canary')
})

test('where the canary fails, the champion decides, and the canary is stopped', async () => {
  const { id } = await useCanary('faulty', () => {
    throw new Error('its tree is broken')
  })
  await setCanary(minted.as.admin, id, { share: 0.5 })
  const { canary, champion } = byModel(await scoreRows(key, tyingRows(40, 'faulty')))
  expect([canary.length, champion.length]).toEqual([0, 40])
  await settleShadow()
  await watchCanaries(new Date())
  expect(await runOf(id)).toMatchObject({ end_reason: 'fault', end_detail: 'It failed: its tree is broken' })
})

test('a slow canary is stopped for its response times', async () => {
  const { id } = await useCanary('slow', () => -9)
  await setCanary(minted.as.admin, id, { share: 0.5 })
  await query(
    'update canary_runs set slow_pairs = 300, slow_more = 40, decided = 300, compared = 300 where tenant_id = $1',
    [minted.tenant.id],
  )
  await watchCanaries(new Date())
  expect(await runOf(id)).toMatchObject({
    end_reason: 'slow',
    end_detail: expect.stringContaining('later than 100 ms') as string,
  })
})

test('a sender counts once a minute, and response times are paired with those of the champion', async () => {
  const { id } = await useCanary('counted', BLOCKS_ALL)
  await setCanary(minted.as.admin, id, { share: 0.5 })
  const responses = await scoreRows(key, tyingRows(30, 'counted'))
  const { canary, champion } = byModel(responses)
  const senderOf = async ({ transaction_id }: ScoreResponse) =>
    (
      await query<{ sender_account: string }>('select sender_account from transactions where id = $1', [
        transaction_id,
      ])
    )[0]?.sender_account
  const [own, other] = [
    await senderOf(canary[0] as ScoreResponse),
    await senderOf(champion[0] as ScoreResponse),
  ]
  for (const nameOrig of [other, own, own, own]) await score(paysimRow({ nameOrig }), { key })
  await settleShadow()
  expect(await runOf(id)).toMatchObject({
    decided: String(canary.length + 3),
    compared: String(canary.length + 3),
    pairs: String(canary.length),
    slow_pairs: '3',
  })
})

test('only the canary has a share; its limits stay once it has decided; a stale version is rejected', async () => {
  const shadow = await useChallenger(minted, 'shares', BLOCKS_ALL, ['shadow'])
  await expect(setCanary(minted.as.admin, shadow.id, { share: 0.1 })).rejects.toMatchObject({
    code: 'conflict',
  })
  const { id } = await setStage(minted.as.admin, shadow.id, shadow.stage_version, { stage: 'canary' })
  await expect(stopCanary(minted.as.admin, id)).rejects.toMatchObject({ code: 'conflict' })
  const started = await setCanary(minted.as.admin, id, { share: 0.1 }, 0)
  expect(started).toMatchObject({
    version: 1,
    share: 0.1,
    in_force: true,
    block: { limit: 0.005, shift: null },
  })
  const changed = await setCanary(minted.as.admin, id, { share: 0.2, max_block_shift: 0.02 }, 1)
  expect(changed).toMatchObject({ version: 2, share: 0.2, block: { limit: 0.02 } })
  await expect(setCanary(minted.as.admin, id, { share: 0.3 }, 1)).rejects.toMatchObject({
    code: 'version-conflict',
    currentVersion: 2,
  })
  await query('update canary_runs set decided = 1 where tenant_id = $1', [minted.tenant.id])
  await expect(setCanary(minted.as.admin, id, { share: 0.3, max_block_shift: 0.1 })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(setCanary(minted.as.senior_analyst, id, { share: 0.3 })).rejects.toMatchObject({
    code: 'missing-permission',
  })
  expect(await stopCanary(minted.as.admin, id)).toMatchObject({ in_force: false, end_reason: 'user' })
  expect(await stageOf(id)).toBe('shadow')
  const actions = await query<{ action: string }>(
    `select action from audit_log where tenant_id = $1 and action like 'canary.%' order by seq`,
    [minted.tenant.id],
  )
  expect(actions.map(({ action }) => action)).toEqual(['canary.started', 'canary.changed', 'canary.stopped'])
})

test('a new run of the same model starts without share and without the evidence of the former one', async () => {
  const canary = await useCanary('again', BLOCKS_ALL)
  await setCanary(minted.as.admin, canary.id, { share: 0.5 })
  await stopCanary(minted.as.admin, canary.id)
  const shadow = (await listModels(minted.as.admin)).items.find(({ id }) => id === canary.id)
  await setStage(minted.as.admin, canary.id, shadow?.stage_version ?? 0, { stage: 'canary' })
  expect(byModel(await scoreRows(key, tyingRows(40, 'again'))).canary).toEqual([])
  expect(await setCanary(minted.as.admin, canary.id, { share: 0.1 })).toMatchObject({
    version: 1,
    decisions: 0,
  })
})

test('the operations set and stop it, and name each problem', async () => {
  const headers = bearer(await tokenOf(minted.emailOf.admin))
  const { id } = await useCanary('operated', BLOCKS_ALL)
  const put = (body: unknown, more: Record<string, string> = {}, of = id) =>
    callOperation(setCanaryOperation, { params: { id: of }, headers: { ...headers, ...more }, body })
  const stop = (of = id) => callOperation(stopCanaryOperation, { params: { id: of }, headers })
  expect((await put({ share: 0.6 })).status).toBe(400)
  expect((await put({ share: 0.1 }, {}, newId())).status).toBe(404)
  expect((await put({ share: 0.1 })).status).toBe(200)
  expect((await put({ share: 0.1 }, { 'if-match': '"7"' })).status).toBe(412)
  expect((await stop(newId())).status).toBe(404)
  const stopped = await stop()
  expect(stopped.status).toBe(200)
  expect(await stopped.json()).toMatchObject({ model_id: id, in_force: false, end_reason: 'user' })
  expect((await stop()).status).toBe(409)
  expect((await put({ share: 0.1 })).status).toBe(409)
})
