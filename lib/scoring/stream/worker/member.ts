import { monotonicMs } from '@/lib/platform/time'
import { type Assigned, assign } from './assigned-partitions'
import type { Session } from './session'

/** Before a partition is taken again that another worker has taken: for a moment both can believe that it is theirs. */
const AGAIN_MS = 1_000

/** This worker as a member of the group. */
export interface Member {
  /** What it reads now; takes partitions that the group has given it since. @throws the failure of the membership */
  partitions(): Promise<readonly Assigned[]>
  /** Stops reading a partition; it is taken again after a second if it is still this worker's. */
  giveUp(partition: Assigned): void
}

interface Place {
  topic: string
  partition: number
}
const isSame = (one: Place, other: Place): boolean =>
  one.topic === other.topic && one.partition === other.partition

export async function joinGroup({ clients, settings, tenants }: Session): Promise<Member> {
  const { consumer } = clients
  let wanted: Place[] = []
  let held: readonly Assigned[] = []
  let failure: Error | null = null
  let takeFrom = 0
  consumer.on('consumer:group:join', ({ assignments = [] }) => {
    wanted = assignments.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    )
  })
  consumer.on('error', (error: Error) => (failure = error))
  // The client sends no heartbeat after one that failed, and says nothing more: the group would go on without this worker.
  consumer.on('consumer:heartbeat:error', ({ error }) => (failure = error))
  consumer.topics.trackAll(...settings.tenantOf.keys())
  await consumer.joinGroup({})
  return {
    async partitions() {
      if (failure) throw failure
      const kept = held.filter((one) => wanted.some((place) => isSame(place, one)))
      const missing = wanted.filter((place) => !kept.some((one) => isSame(place, one)))
      if (missing.length === 0 || monotonicMs() < takeFrom) return (held = kept)
      const taken = await Promise.all(
        missing.map((place) =>
          assign(clients, { ...place, tenantId: tenants.idOf(place.topic), group: settings.group }),
        ),
      )
      return (held = [...kept, ...taken])
    },
    giveUp(partition) {
      held = held.filter((one) => one !== partition)
      takeFrom = monotonicMs() + AGAIN_MS
    },
  }
}
