import { findTenantsWithDueReplayLabels, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { announce } from '@/lib/messaging/live'
import { recordLabels } from '@/lib/scoring/labels'

/** Labels of one transaction: scoring waits for the states that they change. */
const AT_ONCE = 100

/**
 * Records the labels of replayed transactions whose time has come. Several processes may call it: each label is taken once.
 * Returns how many it recorded.
 */
export async function recordReplayLabels(now: Date): Promise<number> {
  let recorded = 0
  for (const tenantId of await findTenantsWithDueReplayLabels(now)) {
    try {
      for (let taken = AT_ONCE; taken === AT_ONCE && !isDraining();) {
        taken = await recordSome(tenantId, now)
        recorded += taken
      }
    } catch (error) {
      log.error({ err: error, tenantId }, 'labels of a replay were not recorded')
    }
  }
  return recorded
}

interface Due {
  transaction_id: string
  replay_id: string
  is_fraud: boolean
}

const recordSome = (tenantId: string, now: Date): Promise<number> =>
  withTenant({ tenantId }, async (tx) => {
    const due = await tx.$queryRaw<Due[]>`
      delete from replay_labels
       where tenant_id = ${tenantId}::uuid and transaction_id in (
         select transaction_id from replay_labels
          where tenant_id = ${tenantId}::uuid and due_at <= ${now}
          order by due_at limit ${AT_ONCE} for update skip locked)
      returning transaction_id, replay_id, is_fraud`
    const reports = due.map(({ transaction_id: transactionId, is_fraud: isFraud }) => {
      return { transactionId, isFraud, source: 'feedback' as const, decisionId: null }
    })
    await recordLabels(tx, tenantId, reports)
    // After the states, as scoring locks them: the other way round, a running replay and this would wait for each other.
    for (const id of new Set(due.map(({ replay_id }) => replay_id))) {
      const increment = due.filter(({ replay_id }) => replay_id === id).length
      await tx.replay.updateMany({ where: { tenantId, id }, data: { labelledCount: { increment } } })
      await announce(tx, tenantId, { kind: 'replays.changed', payload: { replayId: id } })
    }
    return due.length
  })
