import { getModelReport, listModels, proveModel, registerModel } from '@/lib/governance/models'
import { uploadModelOperation } from '@/lib/governance/models/api'
import type { RegisteredModel } from '@/lib/governance/models/schema'
import { withTenant } from '@/lib/platform/db'
import { options } from '@/lib/platform/env'
import { singleton } from '@/lib/platform/singleton'
import { checkReadiness } from '@/lib/process/readiness'
import { loadInForce, type RegisteredVersion, substitutionOf } from '@/lib/scoring/bundles'
import { bundleArchive, shippedFiles } from '../../../support/bundle-archive'
import { callOperation } from '../../../support/call-operation'
import { MODEL, type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { putIntoProduction } from '../../../support/put-into-production'
import { machine, scoreRows, tyingRows } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** A bundle of an institution is proven before it is stored, belongs to it alone, and leaves the last good one in force. */
let minted: MintedTenant
let stranger: MintedTenant
let shipped: Map<string, Buffer>

beforeAll(async () => {
  ;[minted, stranger] = [await mintTenant(), await mintTenant()]
  shipped = await shippedFiles()
})

const bundle = (version: string, replaced: Record<string, Buffer> = {}) =>
  bundleArchive(shipped, { version }, replaced)

const upload = async (archive: Buffer<ArrayBuffer>, by = minted, headers: Record<string, string> = {}) =>
  callOperation(uploadModelOperation, {
    headers: { ...bearer(await tokenOf(by.emailOf.admin)), ...headers },
    text: archive,
  })
const uploaded = async (version: string, by = minted): Promise<RegisteredModel> =>
  (await upload(bundle(version), by)).json() as Promise<RegisteredModel>

const filesOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ sha256: string }>(
      "select encode(sha256, 'hex') as sha256 from bundle_files where tenant_id = $1 order by 1",
      [tenant.id],
    )
    return rows.map(({ sha256 }) => sha256)
  })

/** As if this process had just started. */
const forgetStored = () => singleton('stored-models', () => new Map()).clear()

test('stores a proven bundle under the hashes of its files, once, and audits it', async () => {
  const response = await upload(bundle('9.0.1'))
  expect(response.status).toBe(201)
  const model = (await response.json()) as RegisteredModel
  expect(model).toMatchObject({
    name: MODEL.name,
    version: '9.0.1',
    stage: 'registered',
    origin: 'institution',
  })
  const { bundle: reading } = await getModelReport(minted.as.analyst, model.id)
  if (reading.state !== 'read') throw new Error(reading.reason)
  const stored = await filesOf(minted)
  expect(stored).toEqual([...Object.values(reading.documents.files), model.manifest_sha256].sort())

  expect(await uploaded('9.0.1')).toEqual(model)
  const next = await uploaded('9.0.2')
  // Of the second version, only the manifest is new.
  expect((await filesOf(minted)).length).toBe(stored.length + 1)
  const audited = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.findMany({ where: { action: 'model.uploaded' }, orderBy: { seq: 'asc' } }),
  )
  expect(audited).toMatchObject([
    { objectId: model.id, actorId: minted.as.admin.actor.id, after: { model: `${MODEL.name}/9.0.1` } },
    { objectId: next.id },
  ])
})

test('a stored bundle scores, and each decision names it', async () => {
  const own = await mintTenant()
  await putIntoProduction(await uploaded('9.1.0', own), own)
  forgetStored()
  const [scored] = await scoreRows(await scoringKey(own), tyingRows(1, 'stored'))
  expect(scored).toMatchObject({ model_version: `${MODEL.name}/9.1.0`, policy_version: 2 })
})

test('a bundle belongs to its institution: another one neither sees it nor can use its files', async () => {
  const model = await uploaded('9.2.0')
  await expect(getModelReport(stranger.as.admin, model.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(proveModel(stranger.as.admin, model.id)).rejects.toMatchObject({ code: 'not-found' })
  const version = { ...model, manifestSha256: model.manifest_sha256 } as unknown as RegisteredVersion
  await expect(loadInForce(stranger.tenant.id, version)).rejects.toMatchObject({
    code: 'model-unavailable',
    cause: { reason: 'it is not stored' },
  })
  const twin = await uploaded('9.2.0', stranger)
  expect(twin.id).not.toBe(model.id)
})

test.each<[string, () => Promise<Response>, number, string, RegExp]>([
  ['what is no archive', () => upload(Buffer.from('PK')), 422, 'invalid-archive', /cannot be unpacked/],
  [
    'a changed file',
    () => upload(bundle('9.3.0', { 'card.md': Buffer.from('# another') })),
    422,
    'bundle-rejected',
    /card\.md: its SHA-256/,
  ],
  [
    'a file that the manifest does not name',
    () => upload(bundle('9.3.0', { 'extra.bin': Buffer.from('x') })),
    422,
    'bundle-rejected',
    /extra\.bin/,
  ],
  [
    'another content under a stored version',
    async () => {
      await uploaded('9.3.1')
      return await upload(bundleArchive(shipped, { version: '9.3.1', runId: 'another' }))
    },
    409,
    'conflict',
    /another bundle already/,
  ],
  [
    'another content under a shipped version',
    () => upload(bundleArchive(shipped, { version: MODEL.version, runId: 'another' })),
    409,
    'conflict',
    /another bundle already/,
  ],
  [
    'another type',
    () => upload(bundle('9.3.0'), minted, { 'content-type': 'text/plain' }),
    415,
    'unsupported-media-type',
    /zip/,
  ],
  ['a body beyond 32 MiB', () => upload(Buffer.alloc(33_554_433)), 413, 'too-large', /33554432/],
])('rejects %s and stores nothing', async (_, send, status, code, detail) => {
  const before = [await filesOf(minted), (await listModels(minted.as.admin)).items.length]
  const response = await send()
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({
    type: expect.stringMatching(new RegExp(`${code}$`)) as string,
    detail: expect.stringMatching(detail) as string,
  })
  const after = [await filesOf(minted), (await listModels(minted.as.admin)).items.length]
  if (code !== 'conflict') expect(after).toEqual(before)
})

test('rejects a bundle beyond the number or the size that an institution may store', async () => {
  const own = await mintTenant()
  await uploaded('9.6.0', own)
  const { SENTINEL_BUNDLES_PER_TENANT: bundles, SENTINEL_BUNDLE_MB_PER_TENANT: megabytes } = options()
  const uploadWith = async (limits: object, version: string) => {
    Object.assign(options(), limits)
    try {
      return await upload(bundle(version), own)
    } finally {
      Object.assign(options(), {
        SENTINEL_BUNDLES_PER_TENANT: bundles,
        SENTINEL_BUNDLE_MB_PER_TENANT: megabytes,
      })
    }
  }
  const byNumber = await uploadWith({ SENTINEL_BUNDLES_PER_TENANT: 1 }, '9.6.1')
  expect(byNumber.status).toBe(409)
  expect(await byNumber.json()).toMatchObject({
    type: expect.stringMatching(/bundle-quota$/) as string,
    detail: expect.stringMatching(/stores 1 of at most 1 bundles, \d+\.\d of at most 2048 MB/) as string,
  })
  const bySize = await uploadWith({ SENTINEL_BUNDLE_MB_PER_TENANT: 1 }, '9.6.1')
  expect(await bySize.json()).toMatchObject({ type: expect.stringMatching(/bundle-quota$/) as string })
  expect((await listModels(own.as.admin)).items.map(({ version }) => version)).not.toContain('9.6.1')
})

test('neither a senior analyst nor a key uploads a bundle', async () => {
  const headers = bearer(await tokenOf(minted.emailOf.senior_analyst))
  const response = await callOperation(uploadModelOperation, { headers, text: bundle('9.4.0') })
  expect(response.status).toBe(403)
  await expect(registerModel(machine(minted, ['read']), MODEL.name, MODEL.version)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})

/** Changes a byte of a stored file, as a failing disk would: the constraint that holds hash and content together is off. */
async function flipByte(tenantId: string, sha256: string): Promise<void> {
  await withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query('alter table bundle_files drop constraint bundle_files_hash')
    await client.query(
      "update bundle_files set content = set_byte(content, 9, get_byte(content, 9) # 255) where tenant_id = $1 and sha256 = decode($2, 'hex')",
      [tenantId, sha256],
    )
    await client.query(
      'alter table bundle_files add constraint bundle_files_hash check (bundle_files.sha256 = pg_catalog.sha256(content)) not valid',
    )
    await client.query('commit')
  })
}

test('a damaged production bundle leaves the last good model in force, and readiness names both', async () => {
  const own = await mintTenant()
  const key = await scoringKey(own)
  const model = await uploaded('9.5.0', own)
  await putIntoProduction(model, own)
  const { bundle: reading } = await getModelReport(own.as.analyst, model.id)
  if (reading.state !== 'read') throw new Error(reading.reason)
  const trees = reading.documents.files['trees.json'] ?? ''

  await flipByte(own.tenant.id, trees)
  const [inMemory] = await scoreRows(key, tyingRows(1, 'in-memory'))
  expect(inMemory).toMatchObject({ model_version: `${MODEL.name}/9.5.0` })
  forgetStored()
  const [scored] = await scoreRows(key, tyingRows(1, 'damaged'))
  expect(scored).toMatchObject({ model_version: `${MODEL.name}/${MODEL.version}` })
  expect(substitutionOf(own.tenant.id)).toMatchObject({ failed: model.id, file: 'trees.json' })
  const { ready, degraded } = await checkReadiness()
  expect(ready).toBe(true)
  expect(degraded).toContainEqual(expect.stringContaining(model.id) as string)

  await flipByte(own.tenant.id, trees)
  await loadInForce(own.tenant.id, {
    ...model,
    manifestSha256: model.manifest_sha256,
  } as unknown as RegisteredVersion)
  expect(substitutionOf(own.tenant.id)).toBeNull()
  const [restored] = await scoreRows(key, tyingRows(1, 'restored'))
  expect(restored).toMatchObject({ model_version: `${MODEL.name}/9.5.0` })
})
