import type { Client } from 'pg'

export interface NamedTenant {
  id: string
  slug: string
}

/** All tenants, or the one with this slug; on a connection of the owner, which is left unchanged. */
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
