import {
  deleteModel,
  getModelReport,
  listModelHistory,
  listModels,
  proveModel,
  setStage,
  storeProvenBundle,
  uploadModel,
} from '@/lib/governance/models'
import { deleteModelOperation } from '@/lib/governance/models/api'
import type { RegisteredModel } from '@/lib/governance/models/schema'
import { withTenant } from '@/lib/platform/db'
import { options } from '@/lib/platform/env'
import { type ProvenBundle, sha256 } from '@/lib/engine/inference'
import { forgetDeletedModels, loadedModelOf } from '@/lib/scoring/bundles'
import { bundleArchive, shippedFiles } from '../../../support/bundle-archive'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { bearer, tokenOf } from '../../access/auth/support'

/** A version that never decided can be deleted with its files; what it was stays. */
const HASH = '0'.repeat(64)
let minted: MintedTenant
let shipped: Map<string, Buffer>
beforeAll(async () => {
  minted = await mintTenant()
  shipped = await shippedFiles()
})

const upload = (version: string, by = minted) => uploadModel(by.as.admin, bundleArchive(shipped, { version }))
/** The same without its proof, which takes seconds: two small files, of which each version has one of its own. */
async function store(version: string, by = minted): Promise<RegisteredModel> {
  const contents = { 'shared.bin': Buffer.from('shared'), 'own.bin': Buffer.from(version) }
  const hashes = Object.entries(contents).map(([name, content]) => [name, sha256(content)])
  const manifest = Buffer.from(JSON.stringify({ version, files: Object.fromEntries(hashes) as object }))
  const proven = {
    name: 'ours',
    version,
    manifestSha256: sha256(manifest),
    featureNames: [],
    manifest: { metrics: {} },
  }
  const files = new Map(Object.entries({ ...contents, 'manifest.json': manifest }))
  return await storeProvenBundle(by.as.admin, files, proven as unknown as ProvenBundle)
}

const filesOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ sha256: string }>(
      "select encode(sha256, 'hex') as sha256 from bundle_files where tenant_id = $1 order by 1",
      [tenant.id],
    )
    return rows.map(({ sha256 }) => sha256)
  })
const sql = (text: string, ...values: unknown[]) =>
  withClient('superuser', (client) => client.query(text, values))

test('deletes the files that no other version names; the other version stays complete', async () => {
  const own = await mintTenant()
  const [first, second] = [await upload('9.0.1', own), await upload('9.0.2', own)]
  const both = await filesOf(own)
  await deleteModel(own.as.admin, first.id)
  expect(await filesOf(own)).toEqual(both.filter((hash) => hash !== first.manifest_sha256))
  const { bundle } = await getModelReport(own.as.analyst, second.id)
  expect(bundle.state).toBe('read')
  await proveModel(own.as.admin, second.id)
  await deleteModel(own.as.admin, second.id)
  expect(await filesOf(own)).toEqual([])
}, 120_000)

test('what the version was stays: row, page, history and audit log; lists do not show it', async () => {
  const model = await store('9.1.0')
  const deleted = await deleteModel(minted.as.admin, model.id)
  expect(deleted).toMatchObject({
    id: model.id,
    name: model.name,
    version: '9.1.0',
    stage: 'deleted',
    manifest_sha256: model.manifest_sha256,
    deleted_at: expect.any(String) as string,
  })
  expect((await listModels(minted.as.admin)).items.map(({ id }) => id)).not.toContain(model.id)
  expect((await getModelReport(minted.as.analyst, model.id)).bundle).toMatchObject({
    state: 'unreadable',
    reason: 'the bundle was deleted',
  })
  const [latest] = await listModelHistory(minted.as.analyst, model.id)
  expect(latest).toMatchObject({ text: 'deleted its bundle' })
  const audited = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { action: 'model.deleted', objectId: model.id } }),
  )
  expect(audited).toMatchObject([
    {
      actorId: minted.as.admin.actor.id,
      before: { stage: 'registered', manifest_sha256: model.manifest_sha256 },
    },
  ])
  const manifest = JSON.stringify({ version: '9.1.0', files: { 'shared.bin': HASH, 'own.bin': HASH } })
  expect(audited[0]?.after).toMatchObject({ bytes: 'shared'.length + '9.1.0'.length + manifest.length })
  const { rows } = await sql('select deleted_by from model_versions where id = $1', model.id)
  expect(rows).toEqual([{ deleted_by: minted.as.admin.actor.id }])
})

test('a deleted version stays deleted: no stage, no second upload, no second deletion', async () => {
  const model = await store('9.2.0')
  await deleteModel(minted.as.admin, model.id)
  const conflict = (detail: RegExp) => ({
    code: 'conflict',
    detail: expect.stringMatching(detail) as string,
  })
  await expect(deleteModel(minted.as.admin, model.id)).rejects.toMatchObject(conflict(/deleted already/))
  await expect(setStage(minted.as.admin, model.id, 2, { stage: 'shadow' })).rejects.toMatchObject(
    conflict(/was deleted/),
  )
  await expect(store('9.2.0')).rejects.toMatchObject(conflict(/was deleted. Raise its version/))
})

test('frees its place and its room in the quota', async () => {
  const own = await mintTenant()
  const model = await store('9.3.0', own)
  const { SENTINEL_BUNDLES_PER_TENANT: most } = options()
  Object.assign(options(), { SENTINEL_BUNDLES_PER_TENANT: 1 })
  try {
    await expect(store('9.3.1', own)).rejects.toMatchObject({ code: 'bundle-quota' })
    await deleteModel(own.as.admin, model.id)
    expect((await store('9.3.1', own)).stage).toBe('registered')
  } finally {
    Object.assign(options(), { SENTINEL_BUNDLES_PER_TENANT: most })
  }
})

test('every server forgets the model of a deleted version', async () => {
  const model = await upload('9.4.0')
  await proveModel(minted.as.admin, model.id)
  const version = { ...model, manifestSha256: model.manifest_sha256 }
  const { id: tenantId } = minted.tenant
  expect(loadedModelOf(tenantId, version)).toBeDefined()
  await deleteModel(minted.as.admin, model.id)
  expect(await forgetDeletedModels(tenantId)).toContain(model.manifest_sha256)
  expect(loadedModelOf(tenantId, version)).toBeUndefined()
}, 120_000)

describe('a version that is needed is not deleted, and the conflict says why', () => {
  let own: MintedTenant
  beforeAll(async () => {
    own = await mintTenant()
  })
  const archive = async (model: RegisteredModel, version: number) =>
    setStage(own.as.admin, model.id, version, { stage: 'archived' })

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'a shadow model',
      async () => {
        const { id } = await store('1.0.1', own)
        await sql("update model_versions set stage = 'shadow' where id = $1", id)
        return id
      },
      /is a shadow model\. Archive it first/,
    ],
    [
      'a former production model',
      async () => {
        const { id } = await store('1.0.2', own)
        await sql("update model_versions set stage = 'archived', activated_at = now() where id = $1", id)
        return id
      },
      /was in production/,
    ],
    [
      'a shipped model',
      async () => {
        const { items } = await listModels(own.as.admin)
        return items.find(({ origin }) => origin === 'shipped')!.id
      },
      /part of this installation/,
    ],
    [
      'a model that was the canary, also where no decision of it has been counted',
      async () => {
        const { id } = await store('1.0.4', own)
        await sql(
          `insert into canary_runs (tenant_id, model_version_id, stage_version, share, max_block_shift, max_review_shift, slow_ms,
             max_slow_shift) values ($1, $2, 2, 0.1, 0.1, 0.1, 100, 0.1)`,
          own.tenant.id,
          id,
        )
        return id
      },
      /was the canary/,
    ],
    [
      'a model that a waiting change names',
      async () => {
        const { id } = await store('1.0.5', own)
        await sql(
          `insert into change_requests (tenant_id, id, kind, status, summary, reason, payload, before, after, preview_days,
             previewed_at, shown_hash, four_eyes, requested_by, starts_at)
           values ($1, gen_random_uuid(), 'model-production', 'scheduled', 's', 'r', $2, '{}', '{}', 7, now(), $3, false, $4,
                   now() + interval '1 day')`,
          own.tenant.id,
          JSON.stringify({ model_id: id, action: 'promote' }),
          '0'.repeat(64),
          own.as.admin.actor.id,
        )
        return id
      },
      /named by a change request that waits/,
    ],
    [
      'a model that its retraining is about to place',
      async () => {
        const model = await store('1.0.6', own)
        await archive(model, 1)
        await sql(
          `insert into retrainings (tenant_id, id, status, cause, model_name, model_version)
           values ($1, gen_random_uuid(), 'registering', 'schedule', $2, '1.0.6')`,
          own.tenant.id,
          model.name,
        )
        return model.id
      },
      /being placed by its retraining/,
    ],
  ])('%s', async (_, make, detail) => {
    const id = await make()
    const before = await filesOf(own)
    await expect(deleteModel(own.as.admin, id)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(detail) as string,
    })
    expect(await filesOf(own)).toEqual(before)
  })

  test('of two deletions at the same moment, one deletes', async () => {
    const { id } = await store('1.0.7', own)
    const results = await Promise.allSettled([deleteModel(own.as.admin, id), deleteModel(own.as.admin, id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('the database lets the app delete files of a deleted version only, by the function alone', async () => {
  const model = await store('9.5.0')
  const before = await filesOf(minted)
  await withTenant(
    { tenantId: minted.tenant.id },
    (tx) => tx.$queryRaw`select delete_bundle_files(${model.id}::uuid)`,
  )
  expect(await filesOf(minted)).toEqual(before)
  await expect(
    withTenant({ tenantId: minted.tenant.id }, (tx) => tx.$executeRaw`delete from bundle_files`),
  ).rejects.toThrow(/permission denied/)
})

test('only an administrator deletes, and another institution’s model does not exist', async () => {
  const { id } = await store('9.6.0')
  await expect(deleteModel(minted.as.senior_analyst, id)).rejects.toMatchObject({
    code: 'missing-permission',
  })
  const stranger = await mintTenant()
  await expect(deleteModel(stranger.as.admin, id)).rejects.toMatchObject({ code: 'not-found' })
  const response = await callOperation(deleteModelOperation, {
    params: { id },
    headers: bearer(await tokenOf(minted.emailOf.admin)),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ id, stage: 'deleted' })
})
