import { createRule } from '@/lib/messaging/alerts'
import { createChannel, testChannel } from '@/lib/messaging/delivery'
import type { MintedTenant } from './minted-tenant'

/** A channel in the product, a rule that is off, and two messages that were sent; their ids by the noun of the API. */
export async function storeAlerts({ as: { admin } }: MintedTenant, name: string) {
  const channel = await createChannel(admin, { kind: 'in_app', name, roles: ['senior_analyst'] })
  const rule = await createRule(admin, {
    name,
    enabled: false,
    conditions: { kind: 'drift_alarm' },
    quiet_hours: null,
    digest_minutes: 0,
    dedupe: { by: 'subject', minutes: 0 },
    channel_ids: [channel.id],
  })
  await testChannel(admin, channel.id)
  const { id } = await testChannel(admin, channel.id)
  return { 'alert-channels': channel.id, 'alert-rules': rule.id, 'alert-deliveries': id }
}
