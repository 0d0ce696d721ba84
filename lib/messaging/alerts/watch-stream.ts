import type { TenantClient } from '@/lib/platform/db'
import { activeRules } from './active-rules'
import type { MatchedEvent } from './alert-facts'
import { recordEvents } from './record-events'
import { withoutTold } from './without-told'

/** A topic that stays behind is told once in this time. */
const TOLD_AGAIN_MS = 15 * 60_000
/** Topics of an institution that one look compares, those with most waiting messages first. */
const MAX_TOPICS = 100

interface Topic {
  topic: string
  waiting: number
  progressedAt: Date
}

/** Compares the messages of Kafka that wait with the rules. */
export async function watchStream(
  tx: TenantClient,
  tenantId: string,
  timeZone: string,
  now: Date,
): Promise<void> {
  const rules = await activeRules(tx, tenantId, 'stream_lag')
  if (rules.length === 0) return
  const topics = await readTopics(tx, tenantId)
  for (const rule of rules) {
    const behind = topics.filter(({ waiting }) => waiting >= rule.conditions.min_messages)
    const untold = await withoutTold(tx, tenantId, rule.id, behind, {
      nameOf: ({ topic }) => topic,
      atOf: () => now,
      againMs: TOLD_AGAIN_MS,
    })
    const events = untold.map((topic) => eventOf(topic, now))
    if (events.length > 0) await recordEvents(tx, tenantId, timeZone, rule, events, now)
  }
}

/** The topics with waiting messages, as the group of consumers saw them that worked on them last. */
const readTopics = (tx: TenantClient, tenantId: string): Promise<Topic[]> => tx.$queryRaw<Topic[]>`
  select topic, sum(end_offset - next_offset)::float8 as waiting, max(progressed_at) as "progressedAt"
    from stream_partitions p
   where tenant_id = ${tenantId}::uuid and consumer_group = (
     select consumer_group from stream_partitions newest where newest.tenant_id = p.tenant_id and newest.topic = p.topic
      order by greatest(claimed_at, progressed_at) desc, consumer_group limit 1)
   group by topic having sum(end_offset - next_offset) > 0
   order by 2 desc, 1 limit ${MAX_TOPICS}::int`

const eventOf = ({ topic, waiting, progressedAt }: Topic, at: Date): MatchedEvent => ({
  facts: { kind: 'stream_lag', topic, waiting, progressed_at: progressedAt.toISOString() },
  subject: topic,
  sender: null,
  receiver: null,
  at,
})
