import type { TenantClient } from '@/lib/platform/db'
import { options } from '@/lib/platform/env'
import { AppError } from '@/lib/platform/errors'

const BYTES_PER_MB = 1024 ** 2

/**
 * Checks that the institution may store these files too, under a lock that holds until the transaction ends: bundles that
 * are stored at the same moment count as well.
 * @param files by SHA-256 (hex); those that are stored already take no room
 * @throws AppError bundle-quota
 */
export async function requireRoom(
  tx: TenantClient,
  tenantId: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  await lockBundleFiles(tx, tenantId)
  const { SENTINEL_BUNDLES_PER_TENANT: mostBundles, SENTINEL_BUNDLE_MB_PER_TENANT: mostMb } = options()
  const bundles = await tx.modelVersion.count({
    where: { tenantId, origin: 'institution', stage: { not: 'deleted' } },
  })
  const stored = await tx.$queryRaw<{ sha256: string; bytes: number }[]>`
    select encode(sha256, 'hex') as sha256, octet_length(content) as bytes from bundle_files
     where tenant_id = ${tenantId}::uuid`
  const known = new Set(stored.map(({ sha256 }) => sha256))
  const bytes = stored.reduce((sum, file) => sum + file.bytes, 0)
  let added = 0
  for (const [sha256, content] of files) if (!known.has(sha256)) added += content.byteLength
  if (bundles < mostBundles && bytes + added <= mostMb * BYTES_PER_MB) return
  throw new AppError('bundle-quota', {
    detail:
      `Your institution stores ${bundles} of at most ${mostBundles} bundles, ${inMb(bytes)} of at most ${mostMb} MB; ` +
      `this bundle would add ${inMb(added)} MB.`,
  })
}

const inMb = (bytes: number): string => (bytes / BYTES_PER_MB).toFixed(1)

/** Lets one transaction at a time store or delete files of the tenant's bundles. */
export async function lockBundleFiles(tx: TenantClient, tenantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`bundle-files:${tenantId}`}, 0))`
}
