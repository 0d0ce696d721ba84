import type { Client } from 'pg'
import type { ChainedRow, StoredLink } from '@/lib/access/audit'

/** The rows that the verification reads, in the tenant context of the connection. */

const ROW = `l.tenant_id as "tenantId", l.seq::text, l.actor_kind as "actorKind", l.actor_id as "actorId", l.action,
  l.object_kind as "objectKind", l.object_id as "objectId", l.before::text, l.after::text, l.request_id as "requestId",
  floor(extract(epoch from l.at) * 1000)::float8 as "atMs"`
const CHUNK = 5_000

type LinkRow = ChainedRow & { position: number; audit_seq: string; prev_hash: Buffer; hash: Buffer }

/** Links with the rows that they name, in the order of the chain. */
export async function* readLinks(client: Client, tenantId: string): AsyncGenerator<StoredLink, void> {
  for (let after = 0; ;) {
    const { rows } = await client.query<LinkRow>(
      `select c.position::float8 as position, c.audit_seq::text, c.prev_hash, c.hash, ${ROW}
         from (select * from audit_chain where tenant_id = $1 and position > $2 order by position limit ${CHUNK}) c
         left join audit_log l on l.tenant_id = $1 and l.seq = c.audit_seq order by c.position`,
      [tenantId, after],
    )
    for (const { position, audit_seq: seq, prev_hash: prevHash, hash, ...row } of rows) {
      yield { position, seq, prevHash, hash, row: row.seq === null ? null : row }
    }
    if (rows.length < CHUNK) return
    after = rows.at(-1)?.position ?? after
  }
}

/** All rows of the audit log, by key. */
export async function* readRows(client: Client, tenantId: string): AsyncGenerator<ChainedRow, void> {
  for (let after = '-9223372036854775808'; ;) {
    const { rows } = await client.query<ChainedRow>(
      `select ${ROW} from audit_log l where l.tenant_id = $1 and l.seq > $2::bigint order by l.seq limit ${CHUNK}`,
      [tenantId, after],
    )
    yield* rows
    if (rows.length < CHUNK) return
    after = rows.at(-1)?.seq ?? after
  }
}

/** The first row that no link names, or null. */
export async function firstUnlinked(client: Client, tenantId: string): Promise<string | null> {
  const { rows } = await client.query<{ seq: string }>(
    `select l.seq::text from audit_log l where l.tenant_id = $1 and not exists (
       select 1 from audit_chain c where c.tenant_id = $1 and c.audit_seq = l.seq) order by l.seq limit 1`,
    [tenantId],
  )
  return rows[0]?.seq ?? null
}
