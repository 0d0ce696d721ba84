import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { type ProvenBundle, sha256, shippedBundle } from '@/lib/engine/inference'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { insertBundleFiles } from '@/lib/scoring/bundles'
import { bundleColumns } from './bundle-columns'
import { presentModel } from './present'
import { rejectingBundle } from './prove-version'
import { requireRoom } from './require-room'
import { runApart } from './run-apart'
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES, type RegisteredModel } from './schema'

/**
 * Stores a bundle for the tenant alone and registers it. The bundle is verified first, in a process of its own; one that
 * fails leaves nothing behind. A bundle that is registered with the same contents is returned as it is.
 * @param files content by file name, manifest.json among them; 32 MiB at most
 * @throws AppError too-large, overloaded, bundle-rejected, bundle-quota, conflict where another bundle has its name and version
 */
export async function storeBundle(
  ctx: Context,
  files: ReadonlyMap<string, Buffer>,
): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  requireSize(files)
  const proven = await rejectingBundle(runApart((helper) => helper.call<ProvenBundle>('verifyBundle', files)))
  return await storeProvenBundle(ctx, files, proven)
}

/**
 * The same for a bundle that the caller has verified.
 * @throws AppError too-large, bundle-quota, conflict
 */
export async function storeProvenBundle(
  ctx: Context,
  files: ReadonlyMap<string, Buffer>,
  proven: ProvenBundle,
): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  const bytes = requireSize(files)
  await requireFreeName(proven)
  const tenantId = ctx.tenant.id
  const row = { tenantId, id: newId(), ...bundleColumns(proven), origin: 'institution', stage: 'registered' }
  return await withTenant({ tenantId }, async (tx) => {
    const known = await tx.modelVersion.findFirst({
      where: { tenantId, name: proven.name, version: proven.version },
    })
    if (known?.stage === 'deleted') throw wasDeleted(proven)
    if (known?.manifestSha256 === proven.manifestSha256) return presentModel(known)
    if (known) throw nameTaken(proven)
    const named = byHash(files)
    await requireRoom(tx, tenantId, named)
    await insertBundleFiles(tx, tenantId, named)
    const created = await tx.modelVersion.create({ data: row })
    await writeAudit(tx, ctx, {
      action: 'model.uploaded',
      objectKind: 'model-version',
      objectId: row.id,
      after: {
        model: `${proven.name}/${proven.version}`,
        manifest_sha256: proven.manifestSha256,
        files: files.size,
        bytes,
      },
    })
    await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
    return presentModel(created)
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? nameTaken(proven, error) : error
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

/** @throws AppError conflict where another bundle ships under this name and version */
async function requireFreeName(proven: ProvenBundle): Promise<void> {
  const shipped = await shippedBundle(proven.name, proven.version)
    .manifest()
    .then(sha256, () => null)
  if (shipped !== null && shipped !== proven.manifestSha256) throw nameTaken(proven)
}

const byHash = (files: ReadonlyMap<string, Buffer>): Map<string, Buffer> =>
  new Map([...files.values()].map((content) => [sha256(content), content]))

const nameTaken = ({ name, version }: ProvenBundle, cause?: unknown): AppError =>
  new AppError('conflict', {
    detail: `${name}/${version} is another bundle already. Raise its version.`,
    cause,
  })

const wasDeleted = ({ name, version }: ProvenBundle): AppError =>
  new AppError('conflict', { detail: `${name}/${version} was deleted. Raise its version.` })
