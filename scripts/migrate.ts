/**
 * Brings the database up to date as the owner role: MIGRATION_DATABASE_URL and SENTINEL_TENANT_SEAL_KEY must be set. With
 * SENTINEL_TENANT_SEAL_KEY_PREVIOUS the database accepts that key, too.
 */
import { canonicalizeData } from './canonicalize-data'
import { runMigrations } from '@/lib/platform/db/migrations'

async function main(): Promise<void> {
  const ownerUrl = process.env.MIGRATION_DATABASE_URL
  const sealKey = process.env.SENTINEL_TENANT_SEAL_KEY
  if (!ownerUrl || !sealKey)
    throw new Error('MIGRATION_DATABASE_URL and SENTINEL_TENANT_SEAL_KEY must be set')
  const previousSealKey = process.env.SENTINEL_TENANT_SEAL_KEY_PREVIOUS
  const applied = await runMigrations({ ownerUrl, sealKey, previousSealKey })
  for (const line of await canonicalizeData(ownerUrl)) console.log(`Canonical ids: ${line}`)
  console.log(applied.length ? `Applied ${applied.join(', ')}` : 'Schema is up to date')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
