import { newId } from '@/lib/platform/ids'
import { advance, claimPartition, isFenced } from '@/lib/scoring/stream/partitions'
import { withTenantPipeline } from '@/lib/platform/db'
import { mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'

/** Guarantee: a place belongs to a topic, not to its name: a topic that is created again is read from its beginning. */

async function atOffset40() {
  const { tenant } = await mintTenant()
  const place = { tenantId: tenant.id, group: 'g', topic: 'in', partition: 3 }
  const topicId = newId()
  const claim = await claimPartition(place, topicId, 0n)
  const progress = { to: 40n, end: 50n, scored: 30, duplicates: 4, dead: 5 }
  await withTenantPipeline(tenant.id, (tx) => tx.commit([advance(claim, progress)]))
  return { place, topicId, claim }
}

it('reads on in the same topic', async () => {
  const { place, topicId } = await atOffset40()
  expect(await claimPartition(place, topicId, 7n)).toMatchObject({
    next: 40n,
    epoch: 1n,
    isOfNewTopic: false,
  })
})

it('begins anew in a topic that was created again, and lets the former worker write nothing', async () => {
  const { place, claim } = await atOffset40()
  const again = await claimPartition(place, newId(), 2n)
  expect(again).toMatchObject({ next: 2n, isOfNewTopic: true })
  const late = { ...claim, next: 40n }
  const progress = { to: 41n, end: 50n, scored: 1, duplicates: 0, dead: 0 }
  const written = withTenantPipeline(place.tenantId, (tx) => tx.commit([advance(late, progress)]))
  expect(isFenced(await written.catch((error: unknown) => error))).toBe(true)
  expect(await claimPartition(place, again.topicId, 2n)).toMatchObject({ next: 2n, isOfNewTopic: false })
})

it('reads on where an earlier release left a partition without the id of its topic', async () => {
  const { place, topicId } = await atOffset40()
  await withClient('superuser', (client) =>
    client.query('update stream_partitions set topic_id = null where tenant_id = $1', [place.tenantId]),
  )
  expect(await claimPartition(place, topicId, 0n)).toMatchObject({ next: 40n, isOfNewTopic: false })
  expect(await claimPartition(place, newId(), 0n)).toMatchObject({ next: 0n, isOfNewTopic: true })
})
