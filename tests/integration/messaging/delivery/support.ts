import type { Prisma } from '@/lib/platform/db'
import { withTenant } from '@/lib/platform/db'
import { enqueue, type NewMessage } from '@/lib/messaging/delivery'
import type { MintedTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

export const messageNumber = (number: number): NewMessage => ({
  rule: null,
  kind: 'alert.transaction',
  title: `Message ${number}`,
  lines: ['what happened'],
  link: '/queue',
  payload: { number } satisfies Prisma.InputJsonObject,
  about: {},
})

/** Stores messages in the outbox. */
export const send = (
  { tenant: { id: tenantId } }: MintedTenant,
  channelIds: string[],
  count = 1,
  now = new Date(),
): Promise<void> =>
  withTenant({ tenantId }, (tx) =>
    enqueue(
      tx,
      tenantId,
      channelIds,
      Array.from({ length: count }, (_, n) => messageNumber(n)),
      now,
    ),
  )

export interface StoredDelivery {
  id: string
  status: string
  attempts: number
  response_code: number | null
  error: string | null
  excerpt: string | null
  next_attempt_at: Date
}

/** The deliveries of a channel, oldest first. */
export const deliveriesOf = ({ tenant }: MintedTenant, channelId: string): Promise<StoredDelivery[]> =>
  withClient(
    'superuser',
    async (client) =>
      (
        await client.query<StoredDelivery>(
          'select * from alert_deliveries where tenant_id = $1 and channel_id = $2 order by id',
          [tenant.id, channelId],
        )
      ).rows,
  )

export const channelRow = ({ tenant }: MintedTenant, id: string): Promise<Record<string, unknown>> =>
  withClient(
    'superuser',
    async (client) =>
      (await client.query('select * from alert_channels where tenant_id = $1 and id = $2', [tenant.id, id]))
        .rows[0] as Record<string, unknown>,
  )
