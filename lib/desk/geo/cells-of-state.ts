import type { TenantClient } from '@/lib/platform/db'
import { stateOfCell } from './state-of-cell'

/**
 * The cells of a US state with transactions of the tenant, for a filter by state. Skips from one cell to the next in the
 * index activity_places_cell instead of reading every hour of every cell.
 */
export async function cellsOfState(tx: TenantClient, tenantId: string, state: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ cell: string }[]>`
    with recursive cells as (
      (select country, cell from activity_places
        where tenant_id = ${tenantId}::uuid and country in ('US', 'USA') and cell <> ''
        order by country, cell limit 1)
      union all
      select next.country, next.cell from cells c cross join lateral (
        select country, cell from activity_places
         where tenant_id = ${tenantId}::uuid and country in ('US', 'USA') and (country, cell) > (c.country, c.cell)
         order by country, cell limit 1) next
    )
    select distinct cell from cells`
  return rows.map(({ cell }) => cell).filter((cell) => stateOfCell(cell) === state)
}
