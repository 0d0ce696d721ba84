import { registerModel, stageModel } from '@/lib/governance/models'
import { withTenant } from '@/lib/platform/db'
import { DEMO_MODELS_BESIDE } from '@/prisma/seed/demo-banks'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

let minted: MintedTenant

/** The production model of the tenant, and all its policies and activations. */
const state = ({ tenant: { id: tenantId } }: MintedTenant) =>
  withTenant({ tenantId }, async (tx) => ({
    models: await tx.modelVersion.findMany({ where: { tenantId } }),
    policies: await tx.policy.findMany({ where: { tenantId }, orderBy: { version: 'asc' } }),
    activations: await tx.auditLog.count({ where: { tenantId, action: 'model.activated' } }),
  }))

beforeEach(async () => {
  minted = await mintTenant()
})

test('a bundle that is already registered returns to production with its thresholds', async () => {
  const before = await state(minted)
  const { id } = await registerModel(minted.system, MODEL.name, MODEL.version)
  const after = await state(minted)

  expect(after.models).toEqual([
    { ...before.models[0], id, stage: 'production', activatedAt: expect.any(Date) as Date },
  ])
  expect(after.models[0]?.activatedAt?.getTime()).toBeGreaterThan(
    before.models[0]?.activatedAt?.getTime() ?? 0,
  )
  expect(after.policies.map(({ version }) => version)).toEqual([1, 2])
  expect(after.policies[1]?.reviewThreshold).toBe(before.policies[0]?.reviewThreshold)
  expect(after.activations).toBe(2)
})

test('an archived bundle becomes the production model and the one in production is archived', async () => {
  const { id: tenantId } = minted.tenant
  await withTenant({ tenantId }, async (tx) => {
    await tx.modelVersion.updateMany({ where: { tenantId }, data: { stage: 'archived' } })
    const [shipped] = await tx.modelVersion.findMany({ where: { tenantId } })
    await tx.modelVersion.create({
      data: {
        tenantId,
        id: minted.system.requestId,
        name: 'other',
        version: '1.0.0',
        stage: 'production',
        manifestSha256: 'f'.repeat(64),
        featureNames: shipped?.featureNames ?? [],
        metrics: {},
      },
    })
  })
  await registerModel(minted.system, MODEL.name, MODEL.version)
  const { models } = await state(minted)
  expect(Object.fromEntries(models.map(({ name, stage }) => [name, stage]))).toEqual({
    sentinel: 'production',
    other: 'archived',
  })
})

test('rejects a bundle whose content differs from the registered one, and changes nothing', async () => {
  await withClient('superuser', (client) =>
    client.query('update model_versions set manifest_sha256 = $2 where tenant_id = $1', [
      minted.tenant.id,
      'f'.repeat(64),
    ]),
  )
  const before = await state(minted)
  await expect(registerModel(minted.system, MODEL.name, MODEL.version)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await state(minted)).toEqual(before)
})

test('an analyst cannot put a model into production', async () => {
  await expect(registerModel(minted.as.analyst, MODEL.name, MODEL.version)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})

test('staging adds a bundle without replacing the production model; staging a known bundle changes nothing', async () => {
  const [other] = DEMO_MODELS_BESIDE
  const { id } = await stageModel(minted.as.admin, other.name, other.version)
  const staged = await state(minted)
  const production = staged.models.find(({ name }) => name === MODEL.name)
  expect(Object.fromEntries(staged.models.map(({ name, stage }) => [name, stage]))).toEqual({
    [MODEL.name]: 'production',
    [other.name]: 'registered',
  })
  expect(staged.policies).toHaveLength(1)

  expect(await stageModel(minted.as.admin, other.name, other.version)).toEqual({ id })
  expect(await stageModel(minted.as.admin, MODEL.name, MODEL.version)).toEqual({ id: production?.id })
  expect(await state(minted)).toEqual(staged)
  const audited = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { tenantId: minted.tenant.id, action: 'model.staged' } }),
  )
  expect(audited).toMatchObject([
    { objectId: id, actorId: minted.as.admin.actor.id, after: { model: `${other.name}/${other.version}` } },
  ])
})

test('an analyst cannot stage a model; a missing bundle is rejected', async () => {
  await expect(stageModel(minted.as.analyst, MODEL.name, MODEL.version)).rejects.toMatchObject({
    code: 'missing-permission',
  })
  await expect(stageModel(minted.as.admin, MODEL.name, '9.9.9')).rejects.toThrow('manifest.json')
})
