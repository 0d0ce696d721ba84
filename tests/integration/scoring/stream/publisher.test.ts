import { newId } from '@/lib/platform/ids'
import { claimPartition } from '@/lib/scoring/stream/partitions'
import { scoreMessages } from '@/lib/scoring/stream/score-messages'
import type { Clients } from '@/lib/scoring/stream/worker/clients'
import { startPublisher } from '@/lib/scoring/stream/worker/publisher'
import { until } from '../../../support/kafka'
import { mintTenant } from '../../../support/minted-tenant'
import { countRows, paysimRow } from '../../../support/scoring'

/** Guarantee: what Kafka rejects of dead letters stops no decision, and repeats none. */

const { signal } = new AbortController()

it('publishes decisions once while the topic of dead letters is missing', async () => {
  const { tenant, system } = await mintTenant()
  const place = { tenantId: tenant.id, group: 'g', topic: 'in', partition: 0 }
  const claim = await claimPartition(place, newId(), 0n)
  const score = async (values: object[]) => {
    const records = values.map((value, i) => ({
      offset: claim.next + BigInt(i),
      key: null,
      value: Buffer.from(JSON.stringify(value)),
      timestampMs: Date.now(),
    }))
    const to = claim.next + BigInt(records.length)
    await scoreMessages(system, claim, { records, to, end: to }, signal)
  }
  await score([paysimRow({ external_id: 'a' }), { broken: true }])

  const sent: string[] = []
  let rejected = 0
  const send = async ({ messages }: { messages: { topic: string; value: string }[] }) => {
    if (messages.some(({ topic }) => topic === 'dead')) {
      rejected += 1
      throw new Error('no such topic')
    }
    for (const { value } of messages) sent.push((JSON.parse(value) as { external_id: string }).external_id)
  }
  const publisher = startPublisher(
    { producer: { send } as unknown as Clients['producer'] },
    { decisionsOf: () => 'decisions', deadLettersOf: () => 'dead' },
    { slugs: new Map([[tenant.id, tenant.slug]]) },
  )
  try {
    await until('dead letters are rejected twice', async () => rejected >= 2)
    await score([paysimRow({ external_id: 'b' })])
    publisher.wake(tenant.id)
    await until('the outbox is empty', async () => (await countRows(tenant.id, 'stream_outbox')) === 0)
  } finally {
    await publisher.stop()
  }
  expect(sent).toEqual(['a', 'b'])
})
