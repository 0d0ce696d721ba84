import { cellsOfState } from '@/lib/desk/geo'
import type { TenantClient } from '@/lib/platform/db'

/** The places seen in a state of the United States, 'US-CA'. */
export const cellsOfRegion = (tx: TenantClient, tenantId: string, region: string): Promise<string[]> =>
  cellsOfState(tx, tenantId, region.slice('US-'.length))
