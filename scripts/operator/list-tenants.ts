import type { Client } from 'pg'

export interface NamedTenant {
  id: string
  slug: string
}

/** All institutions, or the one of a short name; on a connection of the owner, which is left as it was. */
export async function listTenants(client: Client, slug?: string): Promise<NamedTenant[]> {
  await client.query('set role sentinel_lookup')
  try {
    const { rows } = await client.query<NamedTenant>(
      'select id, slug from tenants where $1::text is null or slug = $1 order by slug',
      [slug ?? null],
    )
    return rows
  } finally {
    await client.query('reset role')
  }
}
