import { type ModelRow, readBundleDocuments } from '@/lib/governance/models'
import type { BundleReading, RegisteredModel } from '@/lib/governance/models/schema'

/** The documents of a registered model's bundle. */
export const documentsOf = (
  tenantId: string,
  { name, version, origin, manifestSha256 }: Pick<ModelRow, 'name' | 'version' | 'origin' | 'manifestSha256'>,
): Promise<BundleReading> =>
  readBundleDocuments(tenantId, {
    name,
    version,
    origin: origin as RegisteredModel['origin'],
    manifest_sha256: manifestSha256,
  })
