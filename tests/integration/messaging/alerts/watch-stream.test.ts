/**
 * Servers of other tests would make its messages.
 * @own-database
 */
import { createRule, watchRules } from '@/lib/messaging/alerts'
import { createChannel } from '@/lib/messaging/delivery'
import { mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

const START = Date.now()
const at = (minutes: number) => new Date(START + minutes * 60_000)

it('tells of each topic of Kafka that stays behind at the first look, then every 15 minutes', async () => {
  const { tenant, as } = await mintTenant()
  const channel = await createChannel(as.admin, { kind: 'in_app', name: 'Us', roles: ['admin'] })
  await createRule(as.admin, {
    name: 'behind',
    enabled: true,
    conditions: { kind: 'stream_lag', min_messages: 500 },
    quiet_hours: null,
    digest_minutes: 0,
    dedupe: { by: 'subject', minutes: 0 },
    channel_ids: [channel.id],
  })
  const place = (group: string, topic: string, partition: number, waiting: number, daysAgo = 0) =>
    withClient('superuser', (client) =>
      client.query(
        `insert into stream_partitions (tenant_id, consumer_group, topic, partition, first_offset, next_offset, end_offset,
           claimed_at, progressed_at)
         values ($1, $2, $3, $4, 7, 7, 7 + $5::bigint, now() - make_interval(days => $6), now() - make_interval(days => $6))`,
        [tenant.id, group, topic, partition, waiting, daysAgo],
      ),
    )
  const titlesAt = async (now: Date) => {
    await watchRules(now)
    return withClient('superuser', async (client) => {
      const text = 'select title from alert_messages where tenant_id = $1 order by id'
      return (await client.query<{ title: string }>(text, [tenant.id])).rows.map(({ title }) => title)
    })
  }
  await place('scorers', 'payments', 0, 300)
  await place('scorers', 'payments', 1, 200)
  await place('scorers', 'cards', 0, 499)
  // What a former group left behind is nobody's work any more.
  await place('former', 'payments', 0, 9_000, 3)
  const told = '500 messages of the topic payments wait'
  expect(await titlesAt(at(0))).toEqual([told])
  expect(await titlesAt(at(14))).toEqual([told])
  expect(await titlesAt(at(16))).toEqual([told, told])
  await withClient('superuser', (client) =>
    client.query(
      `update stream_partitions set next_offset = end_offset, skipped_count = end_offset - first_offset where tenant_id = $1`,
      [tenant.id],
    ),
  )
  expect(await titlesAt(at(40))).toEqual([told, told])
})
