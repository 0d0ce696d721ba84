import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/** The places seen in a state of the United States, 'US-CA'. */
export async function cellsOfRegion(_tx: TenantClient, _tenantId: string, region: string): Promise<string[]> {
  throw new AppError('invalid-request', {
    errors: [{ field: 'region', reason: `${region} cannot be searched yet` }],
  })
}
