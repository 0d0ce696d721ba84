import { listModels, promoteModel, rollbackModel, setStage, stageModel } from '@/lib/governance/models'
import { changeModelStageOperation, listModelHistoryOperation } from '@/lib/governance/models/api'
import type { DirectStage, RegisteredModel } from '@/lib/governance/models/schema'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { projectWithVersions, removeProject } from '../../../support/bundles'
import { callOperation } from '../../../support/call-operation'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, tokenOf } from '../../access/auth/support'

/** Every change of a stage is legal, audited and made once; production changes whole or not at all. */
const [SECOND, THIRD, FOURTH] = ['1.0.1', '1.0.2', '1.0.3'] as const
let project: string
let minted: MintedTenant
let stranger: MintedTenant

beforeAll(async () => {
  project = await projectWithVersions([SECOND, THIRD, FOURTH])
  stranger = await mintTenant()
})
afterAll(() => removeProject(project))
beforeEach(async () => {
  minted = await mintTenant()
  jest.spyOn(process, 'cwd').mockReturnValue(project)
})
afterEach(() => jest.restoreAllMocks())

const models = async (): Promise<RegisteredModel[]> => (await listModels(minted.as.admin)).items
const modelOf = async (version: string): Promise<RegisteredModel> =>
  (await models()).find((model) => model.version === version) as RegisteredModel
const stages = async () => Object.fromEntries((await models()).map(({ version, stage }) => [version, stage]))
const register = (version: string) => stageModel(minted.as.admin, MODEL.name, version)
const inTenant = <T>(work: (tx: TenantClient) => Promise<T>): Promise<T> =>
  withTenant({ tenantId: minted.tenant.id }, work)

async function move(version: string, ...through: DirectStage[]): Promise<RegisteredModel> {
  let model = await modelOf(version)
  for (const stage of through)
    model = await setStage(minted.as.admin, model.id, model.stage_version, { stage })
  return model
}

async function promote(version: string) {
  await register(version)
  const { id } = await move(version, 'shadow', 'canary')
  return inTenant((tx) => promoteModel(tx, minted.as.admin, id))
}

const audited = (action: string) =>
  inTenant((tx) => tx.auditLog.findMany({ where: { action }, orderBy: { seq: 'asc' } }))

test('a model passes through the stages; each step is audited with before and after, and announced', async () => {
  await register(SECOND)
  const canary = await move(SECOND, 'shadow', 'canary')
  expect(canary).toMatchObject({ stage: 'canary', stage_version: 3, origin: 'shipped', activated_at: null })
  expect(await audited('model.stage-changed')).toMatchObject([
    { before: { stage: 'registered' }, after: { model: `${MODEL.name}/${SECOND}`, stage: 'shadow' } },
    { before: { stage: 'shadow' }, after: { stage: 'canary', reason: null } },
  ])
  const told = await inTenant((tx) => tx.liveEvent.count({ where: { kind: 'models.changed' } }))
  expect(told).toBeGreaterThanOrEqual(3)
})

test('a step out of order is rejected, and production is reached by promotion only', async () => {
  const { id } = await register(SECOND)
  await expect(setStage(minted.as.admin, id, 1, { stage: 'canary' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(inTenant((tx) => promoteModel(tx, minted.as.admin, id))).rejects.toMatchObject({
    code: 'conflict',
  })
  const production = await modelOf(MODEL.version)
  await expect(
    setStage(minted.as.admin, production.id, production.stage_version, { stage: 'archived' }),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect(await stages()).toEqual({ [MODEL.version]: 'production', [SECOND]: 'registered' })
})

test('there are at most two challengers, one of them the canary, also when two are set at once', async () => {
  for (const version of [SECOND, THIRD, FOURTH]) await register(version)
  await move(SECOND, 'shadow')
  const attempts = await Promise.allSettled([move(THIRD, 'shadow'), move(FOURTH, 'shadow')])
  expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
  if (attempts.every(({ status }) => status === 'rejected')) await move(THIRD, 'shadow')
  const shadows = (await models()).filter(({ stage }) => stage === 'shadow')
  expect(shadows).toHaveLength(2)
  const left = (await models()).find(({ stage }) => stage === 'registered') as RegisteredModel
  await expect(move(left.version, 'shadow')).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('at most 2') as string,
  })
  const [one, other] = shadows.map(({ version }) => version) as [string, string]
  await move(one, 'canary')
  await expect(move(other, 'canary')).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('one at a time') as string,
  })
})

test('the database itself holds one canary and one production model', async () => {
  for (const version of [SECOND, THIRD]) await register(version)
  for (const stage of ['canary', 'production']) {
    const set = withClient('superuser', (client) =>
      client.query('update model_versions set stage = $2 where tenant_id = $1', [minted.tenant.id, stage]),
    )
    await expect(set).rejects.toMatchObject({ code: '23505' })
  }
})

test('a promotion puts the canary and its thresholds in force; a rollback restores the former model and its policy', async () => {
  const before = await listModels(minted.as.admin)
  const promotion = await promote(SECOND)
  expect(promotion).toMatchObject({
    model: { version: SECOND, stage: 'production' },
    policy: { version: 2 },
    replaced_id: before.items[0]?.id,
  })
  expect(await stages()).toEqual({ [MODEL.version]: 'archived', [SECOND]: 'production' })
  await inTenant((tx) =>
    tx.policy.create({
      data: {
        tenantId: minted.tenant.id,
        id: newId(),
        version: 3,
        reviewThreshold: 0.2,
        blockThreshold: 0.9,
        mediumFrom: 0.1,
        highFrom: 0.8,
      },
    }),
  )

  const target = await modelOf(MODEL.version)
  const rollback = await inTenant((tx) => rollbackModel(tx, minted.as.admin, target.id))
  expect(rollback.policy).toEqual({ ...before.policy, version: 4 })
  expect(await stages()).toEqual({ [MODEL.version]: 'production', [SECOND]: 'archived' })
  expect((await modelOf(SECOND)).rolled_back_at).not.toBeNull()
  expect(await audited('model.rolled-back')).toMatchObject([
    {
      objectId: target.id,
      before: { model: `${MODEL.name}/${SECOND}`, policy: 3 },
      after: { model: `${MODEL.name}/${MODEL.version}`, policy: { version: 4 } },
    },
  ])

  // The model that was taken away can be chosen again, with the policy it left with.
  const again = await inTenant((tx) => rollbackModel(tx, minted.as.admin, promotion.model.id))
  expect(again.policy).toMatchObject({ version: 5, review_threshold: 0.2, block_threshold: 0.9 })
})

test('only a former production model can be rolled back to', async () => {
  const { id } = await register(SECOND)
  await expect(inTenant((tx) => rollbackModel(tx, minted.as.admin, id))).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(inTenant((tx) => rollbackModel(tx, minted.as.admin, newId()))).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a server that loses its connection in the middle of a promotion leaves the former model in production', async () => {
  await register(SECOND)
  const { id } = await move(SECOND, 'shadow', 'canary')
  const before = { models: await models(), policy: (await listModels(minted.as.admin)).policy }
  const killed = inTenant(async (tx) => {
    await promoteModel(tx, minted.as.admin, id)
    // The connection ends in the middle of a statement, as when the server process is killed.
    await tx.$queryRaw`select pg_terminate_backend(pg_backend_pid())`
  })
  await expect(killed).rejects.toThrow()
  expect({ models: await models(), policy: (await listModels(minted.as.admin)).policy }).toEqual(before)
  expect(await audited('model.activated')).toHaveLength(1)
  await inTenant((tx) => promoteModel(tx, minted.as.admin, id))
  expect(await stages()).toMatchObject({ [SECOND]: 'production' })
})

test('neither an analyst nor another tenant changes a stage', async () => {
  const { id } = await register(SECOND)
  const change = { stage: 'shadow' } as const
  await expect(setStage(minted.as.senior_analyst, id, 1, change)).rejects.toMatchObject({
    code: 'missing-permission',
  })
  await expect(setStage(stranger.as.admin, id, 1, change)).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    withTenant({ tenantId: stranger.tenant.id }, (tx) => rollbackModel(tx, stranger.as.admin, id)),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('the history of a model says who did what, when and why', async () => {
  await register(SECOND)
  const { id, stage_version } = await move(SECOND, 'shadow')
  await setStage(minted.as.admin, id, stage_version, { stage: 'canary', reason: 'it agrees' })
  await inTenant((tx) => promoteModel(tx, minted.as.admin, id))
  const history = async (model: string) => {
    const headers = bearer(await tokenOf(minted.emailOf.analyst))
    const response = await callOperation(listModelHistoryOperation, { params: { id: model }, headers })
    expect(response.status).toBe(200)
    return ((await response.json()) as { items: { actor: string; text: string; reason: string | null }[] })
      .items
  }
  const { name } = minted.as.admin.actor as { name: string }
  expect((await history(id)).map(({ actor, text, reason }) => [actor, text, reason])).toEqual([
    [name, 'put it into production, with policy 2', null],
    [name, 'moved it from shadow to canary', 'it agrees'],
    [name, 'moved it from registered to shadow', null],
    [name, 'registered it', null],
  ])
  const [left] = await history((await modelOf(MODEL.version)).id)
  expect(left).toMatchObject({
    text: 'moved it from production to archived',
    reason: `${MODEL.name}/${SECOND} took its place`,
  })
})

describe('PATCH /api/models/{id}', () => {
  const patch = async (id: string, body: unknown, headers: Record<string, string> = {}) =>
    callOperation(changeModelStageOperation, {
      params: { id },
      headers: { ...bearer(await tokenOf(minted.emailOf.admin)), ...headers },
      body,
    })

  test('moves the model once; a request that has seen an older stage gets 412 with the current version', async () => {
    const { id } = await register(SECOND)
    const moved = await patch(id, { stage: 'shadow', reason: 'compare it' }, { 'if-match': '"1"' })
    expect(moved.status).toBe(200)
    expect(await moved.json()).toMatchObject({ id, stage: 'shadow', stage_version: 2 })
    const late = await patch(id, { stage: 'archived' }, { 'if-match': '"1"' })
    expect(late.status).toBe(412)
    expect(await late.json()).toMatchObject({ type: expect.stringMatching(/version-conflict$/) as string })
    expect((await audited('model.stage-changed')).at(-1)?.after).toMatchObject({ reason: 'compare it' })
  })

  test.each([
    ['no version', { stage: 'shadow' }, 400, 'invalid-request'],
    ['production', { stage: 'production', stage_version: 1 }, 400, 'invalid-request'],
    ['a step out of order', { stage: 'canary', stage_version: 1 }, 409, 'conflict'],
  ])('rejects %s', async (_, body, status, code) => {
    const { id } = await register(SECOND)
    const response = await patch(id, body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({
      type: expect.stringMatching(new RegExp(`${code}$`)) as string,
    })
  })

  test('rejects a challenger whose bundle fails its proof', async () => {
    const { id } = await register(SECOND)
    await withClient('superuser', (client) =>
      client.query("update model_versions set version = '9.9.9' where tenant_id = $1 and id = $2", [
        minted.tenant.id,
        id,
      ]),
    )
    const response = await patch(id, { stage: 'shadow', stage_version: 1 })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({
      type: expect.stringMatching(/bundle-rejected$/) as string,
      detail: expect.stringContaining('manifest.json') as string,
    })
  })
})
