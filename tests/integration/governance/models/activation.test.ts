import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { modelsDir } from '@/lib/engine/inference'
import { listModels, registerModel } from '@/lib/governance/models'
import { listModelsOperation } from '@/lib/governance/models/api'
import { withTenant } from '@/lib/platform/db'
import { projectWithVersions, removeProject } from '../../../support/bundles'
import { callOperation } from '../../../support/call-operation'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { machine, scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'

/** Exactly one bundle is in production at any time, also with parallel activations. */
const NEXT = '1.0.1'
let minted: MintedTenant
let project: string

beforeAll(async () => {
  project = await projectWithVersions([NEXT])
})
afterAll(() => removeProject(project))

beforeEach(async () => {
  minted = await mintTenant()
  jest.spyOn(process, 'cwd').mockReturnValue(project)
})
afterEach(() => jest.restoreAllMocks())

const register = (version: string, ctx = minted.as.admin) => registerModel(ctx, MODEL.name, version)

const activations = () =>
  withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({
      where: { tenantId: minted.tenant.id, action: 'model.activated' },
      orderBy: { seq: 'asc' },
    }),
  )

const stages = async () =>
  Object.fromEntries((await listModels(minted.as.admin)).items.map(({ version, stage }) => [version, stage]))

/** As if the tenant had never had a model. */
const forgetModels = () =>
  withClient('superuser', (client) =>
    client.query('delete from model_versions where tenant_id = $1', [minted.tenant.id]),
  )

test('a new bundle goes into production with its recommended thresholds; the former model is archived', async () => {
  const key = await scoringKey(minted)
  const { id } = await register(NEXT)
  expect(await stages()).toEqual({ [MODEL.version]: 'archived', [NEXT]: 'production' })

  const manifest = JSON.parse(
    await readFile(path.join(modelsDir(), MODEL.name, NEXT, 'manifest.json'), 'utf8'),
  ) as { thresholds: { review: number; block: number; mediumFrom: number; highFrom: number } }
  const { review, block, mediumFrom, highFrom } = manifest.thresholds
  const thresholds = { reviewThreshold: review, blockThreshold: block, mediumFrom, highFrom }
  const { policy } = await listModels(minted.as.analyst)
  expect(policy).toEqual({
    version: 2,
    review_threshold: review,
    block_threshold: block,
    medium_from: mediumFrom,
    high_from: highFrom,
  })
  const stored = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.policy.findFirst({ where: { version: 2 } }),
  )
  expect(stored).toMatchObject({ createdBy: minted.as.admin.actor.id, ...thresholds })

  expect((await activations()).at(-1)).toMatchObject({
    actorKind: 'user',
    actorId: minted.as.admin.actor.id,
    objectKind: 'model-version',
    objectId: id,
    after: { model: `${MODEL.name}/${NEXT}`, policy: { version: 2, ...thresholds } },
    requestId: minted.as.admin.requestId,
  })
  const [scored] = await scoreRows(key, tyingRows(1, 'activated'))
  expect(scored).toMatchObject({
    model_version: `${MODEL.name}/${NEXT}`,
    policy_version: 2,
    threshold: review,
  })
})

test('rejects a missing bundle and a name that leaves the folder, and changes nothing', async () => {
  for (const [name, version] of [
    [MODEL.name, '9.9.9'],
    ['../models/sentinel', MODEL.version],
    [MODEL.name, '..'],
  ] as const) {
    await expect(registerModel(minted.as.admin, name, version)).rejects.toThrow('manifest.json')
  }
  expect(await stages()).toEqual({ [MODEL.version]: 'production' })
  expect(await activations()).toHaveLength(1)
})

test.each([
  ['one bundle, in production already', [MODEL.version], () => Promise.resolve()],
  ['two bundles', [MODEL.version, NEXT], () => Promise.resolve()],
  ['one bundle, the first of the tenant', [MODEL.version], forgetModels],
  ['two bundles, the first of the tenant', [MODEL.version, NEXT], forgetModels],
])('parallel activations leave exactly one in production: %s', async (_, versions, prepare) => {
  await prepare()
  const asked = Array.from({ length: 8 }, (_, i) => versions[i % versions.length] ?? NEXT)
  const attempts = await Promise.allSettled(asked.map((version) => register(version)))
  const reasons = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))
  const lost = { code: 'conflict', detail: expect.stringContaining('same moment') as string }
  expect(reasons).toMatchObject(reasons.map(() => lost))
  const won = attempts.length - reasons.length
  expect(won).toBeGreaterThan(0)

  const activated = await activations()
  expect(activated).toHaveLength(1 + won)
  const { items: models, policy } = await listModels(minted.as.admin)
  expect(models.filter(({ stage }) => stage === 'production').map(({ id }) => id)).toEqual([
    activated.at(-1)?.objectId,
  ])
  expect(new Set(models.map(({ version }) => version)).size).toBe(models.length)
  expect(policy?.version).toBe(1 + won)
})

test('an analyst and a key read the models, newest first, and the current policy', async () => {
  await register(NEXT)
  const { items: models } = await listModels(machine(minted, ['read']))
  expect(models.map(({ version }) => version)).toEqual([NEXT, MODEL.version])
  await expect(listModels(machine(minted, ['score:write']))).rejects.toMatchObject({
    code: 'missing-permission',
  })
  await expect(register(NEXT, machine(minted, ['read', 'score:write']))).rejects.toMatchObject({
    code: 'missing-permission',
  })

  const headers = { authorization: `Bearer ${await scoringKey(minted)}` }
  const response = await callOperation(listModelsOperation, { headers })
  expect(response.status).toBe(200)
  const { items, policy } = await response.json()
  expect(items).toHaveLength(2)
  expect(items[0]).toEqual({
    id: models[0]?.id,
    name: MODEL.name,
    version: NEXT,
    stage: 'production',
    stage_version: 2,
    origin: 'shipped',
    manifest_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    features: models[0]?.features,
    metrics: models[0]?.metrics,
    created_at: expect.any(String) as string,
    activated_at: models[0]?.activated_at,
    rolled_back_at: null,
    deleted_at: null,
  })
  expect(items[1]).toMatchObject({ version: MODEL.version, stage: 'archived' })
  expect(items[1].manifest_sha256).not.toBe(items[0].manifest_sha256)
  expect(Object.keys(policy)).toEqual([
    'version',
    'review_threshold',
    'block_threshold',
    'medium_from',
    'high_from',
  ])
  expect(policy.version).toBe(2)
})

test('a tenant without a model has no items and no policy', async () => {
  await forgetModels()
  await withClient('superuser', (client) =>
    client.query('delete from policies where tenant_id = $1', [minted.tenant.id]),
  )
  expect(await listModels(minted.as.analyst)).toEqual({ items: [], policy: null })
})
