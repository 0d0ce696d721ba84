import { authorize, type Context } from '@/lib/contract/context'
import type { RegisteredModel } from './schema'
import { storeBundle } from './store-bundle'
import { unpackArchive } from './unpack-archive'

/**
 * Stores the bundle in a ZIP archive for the tenant alone and registers it once it has passed its proof.
 * @throws AppError invalid-archive, too-large, overloaded, bundle-rejected, bundle-quota, conflict
 */
export async function uploadModel(ctx: Context, archive: Uint8Array): Promise<RegisteredModel> {
  authorize(ctx, 'policy:write')
  return await storeBundle(
    ctx,
    await unpackArchive(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)),
  )
}
