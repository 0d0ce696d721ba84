import { BundleError, type BundleSource, MANIFEST } from '@/lib/engine/inference'
import { type TenantClient, withTenant } from '@/lib/platform/db'

/** A file is read in slices, so that no single response of the database is large. */
const SLICE_BYTES = 4 * 1024 * 1024

/** The bundle of a tenant in the database, by the hash of its manifest. Another tenant's bundle is not there. */
export const storedBundle = (tenantId: string, manifestSha256: string): BundleSource => ({
  manifest: () => readStoredFile(tenantId, MANIFEST, manifestSha256),
  file: (name, sha256) => readStoredFile(tenantId, name, sha256),
  names: () => Promise.resolve(null),
})

/** Stores files under their SHA-256 (hex). A file that the tenant has already stays as it is. */
export async function insertBundleFiles(
  tx: TenantClient,
  tenantId: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  for (const [sha256, content] of files) {
    // As base64 text: Prisma would turn each byte of a parameter into a number.
    await tx.$executeRaw`
      insert into bundle_files (tenant_id, sha256, content)
      values (${tenantId}::uuid, decode(${sha256}, 'hex'), decode(${content.toString('base64')}, 'base64'))
      on conflict do nothing`
  }
}

/** Deletes the files of a deleted version that no other version names. Returns their bytes. */
export async function deleteBundleFiles(tx: TenantClient, modelVersionId: string): Promise<number> {
  const [row] = await tx.$queryRaw<[{ bytes: number }]>`
    select delete_bundle_files(${modelVersionId}::uuid)::float8 as bytes`
  return row.bytes
}

async function readStoredFile(tenantId: string, name: string, sha256: string): Promise<Buffer> {
  return await withTenant({ tenantId }, async (tx) => {
    const [file] = await tx.$queryRaw<{ bytes: number }[]>`
      select octet_length(content) as bytes from bundle_files
       where tenant_id = ${tenantId}::uuid and sha256 = decode(${sha256}, 'hex')`
    if (!file) throw new BundleError(name, 'it is not stored')
    const slices: Buffer[] = []
    for (let from = 0; from < file.bytes; from += SLICE_BYTES) {
      const [slice] = await tx.$queryRaw<{ content: string }[]>`
        select encode(substring(content from ${from + 1}::int for ${SLICE_BYTES}::int), 'base64') as content
          from bundle_files where tenant_id = ${tenantId}::uuid and sha256 = decode(${sha256}, 'hex')`
      slices.push(Buffer.from(slice?.content ?? '', 'base64'))
    }
    return Buffer.concat(slices)
  })
}
