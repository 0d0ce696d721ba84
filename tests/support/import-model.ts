import { readFileSync } from 'node:fs'
import { uploadImport } from '@/lib/governance/imports'
import { loadTenant, systemContext } from '@/lib/access/tenants'
import { withTenant } from '@/lib/platform/db'

/** A process that imports the model in an archive for a tenant; tests kill it on the way. */
const [tenantId = '', archive = ''] = process.argv.slice(2)
withTenant({ tenantId }, (tx) => loadTenant(tx))
  .then((tenant) => uploadImport(systemContext(tenant, 'test'), readFileSync(archive)))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
