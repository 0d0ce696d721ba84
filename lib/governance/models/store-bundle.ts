import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import {
  loadModel,
  memorySource,
  type Model,
  openBundle,
  sha256,
  shippedBundle,
} from '@/lib/engine/inference'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { insertBundleFiles, KNOWN } from '@/lib/scoring/bundles'
import { bundleColumns } from './bundle-columns'
import { presentModel } from './present'
import { rejectingBundle } from './prove-version'
import { readDocuments } from './read-bundle-documents'
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES, type RegisteredModel } from './schema'

/**
 * Stores a bundle for the tenant alone and registers it. The bundle is verified first; one that fails leaves nothing
 * behind. A bundle that is registered with the same contents is returned as it is.
 * @param files content by file name, manifest.json among them; 32 MiB at most
 * @throws AppError too-large, bundle-rejected, conflict where another bundle has its name and version
 */
export async function storeBundle(
  ctx: Context,
  files: ReadonlyMap<string, Buffer>,
): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  const bytes = requireSize(files)
  const model = await proveFiles(files)
  const tenantId = ctx.tenant.id
  const row = { tenantId, id: newId(), ...bundleColumns(model), origin: 'institution', stage: 'registered' }
  return await withTenant({ tenantId }, async (tx) => {
    const known = await tx.modelVersion.findFirst({
      where: { tenantId, name: model.name, version: model.version },
    })
    if (known?.manifestSha256 === model.manifestSha256) return presentModel(known)
    if (known) throw nameTaken(model)
    await insertBundleFiles(tx, tenantId, byHash(files))
    const created = await tx.modelVersion.create({ data: row })
    await writeAudit(tx, ctx, {
      action: 'model.uploaded',
      objectKind: 'model-version',
      objectId: row.id,
      after: {
        model: `${model.name}/${model.version}`,
        manifest_sha256: model.manifestSha256,
        files: files.size,
        bytes,
      },
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return presentModel(created)
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? nameTaken(model, error) : error
  })
}

function requireSize(files: ReadonlyMap<string, Buffer>): number {
  const bytes = [...files.values()].reduce((sum, content) => sum + content.byteLength, 0)
  if (bytes > MAX_BUNDLE_BYTES || files.size > MAX_BUNDLE_FILES) {
    throw new AppError('too-large', {
      detail: `A bundle may have at most ${MAX_BUNDLE_FILES} files and ${MAX_BUNDLE_BYTES} bytes.`,
    })
  }
  return bytes
}

/** Verifies the model and reads every document, as if the bundle were registered. @throws AppError bundle-rejected, conflict */
async function proveFiles(files: ReadonlyMap<string, Buffer>): Promise<Model> {
  const source = memorySource(files)
  const model = await rejectingBundle(loadModel(source, KNOWN))
  await rejectingBundle(openBundle(source, model.manifestSha256).then(readDocuments))
  const shipped = await shippedBundle(model.name, model.version)
    .manifest()
    .then(sha256, () => null)
  if (shipped !== null && shipped !== model.manifestSha256) throw nameTaken(model)
  return model
}

const byHash = (files: ReadonlyMap<string, Buffer>): Map<string, Buffer> =>
  new Map([...files.values()].map((content) => [sha256(content), content]))

const nameTaken = ({ name, version }: Model, cause?: unknown): AppError =>
  new AppError('conflict', {
    detail: `${name}/${version} is another bundle already. Raise its version.`,
    cause,
  })
