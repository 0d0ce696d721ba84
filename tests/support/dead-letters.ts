import { newId } from '@/lib/platform/ids'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

/** A message that could not be scored, as a worker leaves it. @returns its id */
export async function storeDeadLetter(
  { tenant }: MintedTenant,
  value: string | Buffer | null,
): Promise<string> {
  const id = newId()
  const bytes = value === null ? null : Buffer.from(value)
  await withClient('superuser', (client) =>
    client.query(
      `insert into stream_dead_letters (tenant_id, id, consumer_group, topic, partition, message_offset, value, value_bytes, problem, detail,
                                        published_at)
       values ($1, $2, 'group', 'payments', 0, 7, $3, $4, 'invalid-request', 'amount: is wrong.', now())`,
      [tenant.id, id, bytes, bytes?.length ?? 0],
    ),
  )
  return id
}
