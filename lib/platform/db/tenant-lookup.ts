import { appPool } from './pools'

/** Finds the tenants that have work for a background job, through definer functions that return ids only. */
const tenants = async (name: string, text: string, ...values: Date[]): Promise<string[]> =>
  (await appPool().query<{ id: string }>({ name, text, values })).rows.map(({ id }) => id)

export const findTenantsWithDueCases = (before: Date) =>
  tenants('find-due-cases', 'select find_tenants_with_due_cases($1) as id', before)

export const findTenantsWithDueChanges = (before: Date) =>
  tenants('find-due-changes', 'select find_tenants_with_due_changes($1) as id', before)

export const findTenantsWithOldNotifications = (before: Date) =>
  tenants('find-old-notifications', 'select find_tenants_with_old_notifications($1) as id', before)

export const findTenantsWithOldIdempotencyKeys = (before: Date) =>
  tenants('find-old-keys', 'select find_tenants_with_old_idempotency_keys($1) as id', before)

export const findTenantsWithOldSessions = (before: Date) =>
  tenants('find-old-sessions', 'select find_tenants_with_old_sessions($1) as id', before)

export const findTenantsWithOldLiveEvents = (before: Date) =>
  tenants('find-old-live-events', 'select find_tenants_with_old_live_events($1) as id', before)

export const findTenantsWithOldChallengerScores = (before: Date) =>
  tenants('find-old-challenger-scores', 'select find_tenants_with_old_challenger_scores($1) as id', before)

export const findTenantsWithOldUploadRejects = (before: Date) =>
  tenants('find-old-upload-rejects', 'select find_tenants_with_old_upload_rejects($1) as id', before)

export const findTenantsWithOldDeadLetters = (before: Date) =>
  tenants('find-old-dead-letters', 'select find_tenants_with_old_dead_letters($1) as id', before)

export const findTenantsWithCanary = () => tenants('find-canaries', 'select find_tenants_with_canary() as id')

export const findTenantsToSeal = () => tenants('find-to-seal', 'select find_tenants_to_seal() as id')

export const findTenantsToMeasure = (ended: Date) =>
  tenants('find-to-measure', 'select find_tenants_to_measure($1) as id', ended)
export const findTenantsWithOldTunerSnapshots = (before: Date) =>
  tenants('find-old-tuner-snapshots', 'select find_tenants_with_old_tuner_snapshots($1) as id', before)

export const findTenantsWithAlertWork = (now: Date) =>
  tenants('find-alert-work', 'select find_tenants_with_alert_work($1) as id', now)

export const findTenantsWithRingWork = () =>
  tenants('find-ring-work', 'select find_tenants_with_ring_work() as id')

/** The channels with deliveries that are due. */
export const findDueAlertChannels = async (now: Date): Promise<{ tenant_id: string; id: string }[]> =>
  (
    await appPool().query<{ tenant_id: string; id: string }>({
      name: 'find-due-alert-channels',
      text: 'select tenant_id, id from find_due_alert_channels($1)',
      values: [now],
    })
  ).rows

export const findTenantsWithOldAlerts = (before: Date) =>
  tenants('find-old-alerts', 'select find_tenants_with_old_alerts($1) as id', before)

export const findTenantsWithOldAlertKeys = (before: Date) =>
  tenants('find-old-alert-keys', 'select find_tenants_with_old_alert_keys($1) as id', before)

export const findTenantsWithAlertChannels = () =>
  tenants('find-alert-channels', 'select find_tenants_with_alert_channels() as id')

export const findTenantsToRetrain = (now: Date) =>
  tenants('find-to-retrain', 'select find_tenants_to_retrain($1) as id', now)

/** By the clock of the database, which gives the leases. */
export const findTenantsToReplay = () =>
  tenants('find-to-replay', 'select find_tenants_to_replay(now()) as id')

export const findTenantsWithDueReplayLabels = (now: Date) =>
  tenants('find-due-replay-labels', 'select find_tenants_with_due_replay_labels($1) as id', now)

export const findTenantsWithDueRetraining = (now: Date) =>
  tenants('find-due-retraining', 'select find_tenants_with_due_retraining($1) as id', now)

/** Leases count by the clock of the database, which gives them. */
export const findTenantsWithUploadWork = (idleSince: Date) =>
  tenants('find-upload-work', 'select find_tenants_with_upload_work(now(), $1) as id', idleSince)

/** The ids of tenants by slug, for a worker that is configured with slugs. Unknown slugs have none. */
export const findTenantIds = async (slugs: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await appPool().query<{ slug: string; id: string }>({
    name: 'find-tenant-ids',
    text: 'select slug, id from find_tenant_ids($1)',
    values: [slugs],
  })
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}
