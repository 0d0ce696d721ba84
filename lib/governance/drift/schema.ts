/** Drift, its alarms and performance in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { AMOUNT_HABITS, DRIFT_STATUSES, RECEIVER_HABITS, SIGNALS } from '@/lib/engine/drift'

export { kindWords } from './kind-words'

const share = z.number().min(0).max(1)
const count = z.number().min(0)
const status = z.enum(DRIFT_STATUSES)

export const WINDOW_DAYS = { fewest: 1, usual: 7, most: 30 } as const

export const driftQuery = z.strictObject({
  days: z.coerce
    .number<number | string>()
    .int()
    .min(WINDOW_DAYS.fewest)
    .max(WINDOW_DAYS.most)
    .default(WINDOW_DAYS.usual)
    .describe('The recent window: so many days of the institution, up to the last day with decisions'),
  model_id: uuid.optional().describe('A registered model; without, the one in production'),
  feature: z.string().min(1).max(128).optional().describe('Adds the bins of this feature, or of `score`'),
})
export type DriftQuery = z.output<typeof driftQuery>

const signal = z.object({
  name: z.enum(SIGNALS),
  evidence: count.describe('Evidence of this signal alone; the mean over the signals counts'),
  deviation: z
    .number()
    .nullable()
    .describe('Mean of the last week against the reference, in standard deviations of its days'),
})

const kindReading = z.object({
  kind: z
    .object({
      type: z.string(),
      channel: z.string().nullable(),
      amount: z.enum(AMOUNT_HABITS).describe('Against what the sender usually pays'),
      receiver: z.enum(RECEIVER_HABITS).describe('Whether the sender paid it before'),
    })
    .nullable()
    .describe('Null for all kinds that are too rare to be watched by themselves'),
  evidence: count.describe('Mean evidence of its signals'),
  suspicion: z
    .number()
    .nullable()
    .describe('Scores of the last week against the reference, in standard deviations'),
  reports: z.number().nullable().describe('Fraud labels that arrived, in the same way'),
})
export type DriftKind = z.infer<typeof kindReading>

const powerAtVolume = z
  .object({ decisions_per_day: count, found: z.int(), of: z.int() })
  .describe('Simulated institutions of this volume, and how many of them had an alarm')

/** What the alarm can be expected to find. */
export const alarmPower = z.object({
  decisions_per_day: count.describe('Mean of the closed days among the last 28'),
  within_days: z.int(),
  below: powerAtVolume.nullable().describe('The next smaller measured volume; null below all'),
  above: powerAtVolume.nullable().describe('The next larger one; null above all'),
})

/** What the watch stores. */
export const watchState = z.object({
  from: z.string().nullable().describe('First day of the watch; it learns its reference from here on'),
  through: z.string().nullable(),
  learned_days: z.int().min(0),
  evidence: count,
  signals: z.array(signal),
  kinds: z.array(kindReading).default([]).describe('Kinds of transactions with most evidence, at most 5'),
})
export type WatchState = z.infer<typeof watchState>

const change = z.object({
  before: count.describe('The reference, scaled to the recent number of decisions'),
  now: count,
})

/** What an alarm says about its consequences: a mean day of the last week against the days that the watch learned from. */
export const alarmConsequences = z.object({
  decisions_per_day: count,
  alerts_per_day: change,
  expected_frauds_per_day: change.describe('Sum of the scores'),
  missed_frauds_reported_per_day: change.describe('Fraud labels that arrived for approved transactions'),
  capacity_alerts_per_day: count.describe('What the reviewers of the institution work off on a working day'),
  signals: z.array(signal),
  kinds: z
    .array(
      kindReading.extend({
        alerts_per_day: change,
        frauds_reported_per_day: change.describe('Fraud labels that arrived, of alerts too'),
      }),
    )
    .default([])
    .describe('Kinds of transactions in which fraud rises, at most 3'),
  features: z
    .array(
      z.object({
        feature: z.string(),
        among_all: count.describe('Triangular discrimination of all decisions, 0 to 2'),
        among_risky: count.describe('The same, each decision weighted by its score'),
      }),
    )
    .describe('Those that changed most, by importance'),
})
export type AlarmConsequences = z.infer<typeof alarmConsequences>

export const driftAlarmResponse = z.object({
  id: uuid,
  day: z.string().describe('The day whose figures raised it'),
  raised_at: z.string(),
  text: z.string().describe('What to expect, in words'),
  evidence: count,
  threshold: count,
  consequences: alarmConsequences,
  acknowledged_at: z.string().nullable(),
  acknowledged_by: z.object({ id: uuid, name: z.string() }).nullable(),
  note: z.string().nullable(),
})
export type DriftAlarm = z.infer<typeof driftAlarmResponse>

export const acknowledgeBody = z.strictObject({
  note: z.string().trim().min(1).max(2_000).optional().describe('What it was, or what is done about it'),
})
export type Acknowledge = z.output<typeof acknowledgeBody>

const driftFeature = z.object({
  feature: z.string(),
  label: z.string(),
  family: z.string(),
  psi: z.number().nullable(),
  psi_noise: z
    .number()
    .nullable()
    .describe('The index that samples of these sizes exceed by chance in 1 of 100 cases'),
  status,
  importance: share.nullable().describe('Share of the mean absolute contributions; null without a report'),
  priority: count.describe('Index times importance: the order of the list'),
  baseline_mean: z.number().nullable(),
  baseline_mean_estimated: z
    .boolean()
    .describe('True where the bundle has no mean: taken from its histogram'),
  recent_mean: z.number().nullable(),
  distance: z.number().nullable().describe('Wasserstein-1 distance, in the unit of the feature'),
  distance_scaled: z.number().nullable().describe('The same in mean absolute deviations of the baseline'),
  baseline_missing_share: share.nullable(),
  recent_missing_share: share.nullable(),
  baseline_zero_share: share.nullable().describe('Null where zeros have no bin of their own'),
  recent_zero_share: share.nullable(),
  unseen_share: share
    .nullable()
    .describe('Recent values that the baseline never had; null for a feature of many values'),
})
export type DriftFeature = z.infer<typeof driftFeature>

export const BIN_KINDS = ['interval', 'value', 'zero', 'missing', 'unseen'] as const
const driftBin = z.object({
  kind: z.enum(BIN_KINDS),
  from: z.number().nullable().describe('Exclusive; null without a lower end. Of `value`: the value'),
  to: z.number().nullable().describe('Inclusive; null without an upper end'),
  baseline_count: count,
  recent_count: count,
  baseline_share: share,
  recent_share: share,
  psi_term: count.describe('What the bin adds to the index'),
})
export type DriftBin = z.infer<typeof driftBin>

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() }).describe('90 %')

const driftWeek = z.object({
  week: z.string().describe('Its Monday, as a date of the institution'),
  decisions: count,
  alerts: count,
  estimated_precision: interval.nullable().describe('From the calibrated scores, without labels'),
  estimated_recall: interval.nullable(),
  labelled_alerts: count,
  frauds_in_alerts: count,
  missed_frauds: count.describe('Fraud labels of approved transactions'),
  precision: share.nullable().describe('Frauds among the alerts that have a label'),
  recall: share.nullable().describe('Frauds in alerts among all fraud labels'),
  arrived_share: share
    .nullable()
    .describe('Of the fraud labels of this week, the share that has arrived; null where unknown'),
  mature: z.boolean().describe('False: later labels will change the figures'),
})
export type DriftWeek = z.infer<typeof driftWeek>

export const driftResponse = z.object({
  model: z.object({ id: uuid, name: z.string(), version: z.string(), stage: z.string() }),
  state: z
    .enum(['measured', 'collecting', 'no-baseline'])
    .describe(
      'collecting: no decision was measured yet. no-baseline: the bundle has nothing to compare with',
    ),
  measured_through: z.string().nullable().describe('When the job last read decisions'),
  window: z.object({ from: z.string(), to: z.string(), days: z.int() }).nullable(),
  n_baseline: count,
  n_recent: count,
  overall_psi: z.number().nullable().describe('Mean of the features, weighted by importance'),
  overall_status: status.describe('The worst of the mean and of each feature of at least average importance'),
  largest_psi: z.object({ feature: z.string(), psi: z.number() }).nullable(),
  psi_floor: share.describe('A bin with a smaller share counts with this one'),
  features: z.array(driftFeature).describe('Highest priority first'),
  score_distribution: z.array(
    z.object({
      bucket: z.string(),
      baseline_count: count,
      recent_count: count,
      baseline_share: share,
      recent_share: share,
    }),
  ),
  detail: z.object({ feature: z.string(), bins: z.array(driftBin) }).nullable(),
  outcomes: z.object({
    approved: count,
    reviewed: count,
    blocked: count,
    alerts_per_day: count,
    capacity_alerts_per_day: count,
    average_score: z.number().nullable(),
  }),
  new_categories: z
    .array(z.object({ field: z.string(), value: z.string(), decisions: count, first_day: z.string() }))
    .describe('Values of the window that no decision had in the 28 days before it'),
  history: z.array(
    z.object({
      day: z.string(),
      decisions: count,
      alerts: count,
      average_score: z.number().nullable(),
      overall_psi: z.number().nullable(),
      largest_psi: z.number().nullable(),
      feature_psi: z.number().nullable().describe('Of the asked feature'),
      is_closed: z.boolean(),
    }),
  ),
  hours: z.array(
    z.object({ hour: z.string(), decisions: count, alerts: count, overall_psi: z.number().nullable() }),
  ),
  watch: watchState.extend({
    learning_days: z.int(),
    threshold: count,
    false_alarm_share: share.describe('At most this share of undisturbed years has an alarm'),
    power: alarmPower
      .nullable()
      .describe(
        'How often a new tactic is found at this volume, as measured in simulated worlds (docs/drift.md); null without a closed day',
      ),
  }),
  alarms: z.array(driftAlarmResponse).describe('Newest first, at most 20'),
  performance: z.object({
    estimated: z
      .object({
        frauds_in_alerts: interval,
        frauds: interval,
        precision: interval.nullable(),
        recall: interval.nullable(),
      })
      .nullable(),
    weeks: z.array(driftWeek).describe('Newest first'),
    arrival: z.object({
      learned: z
        .boolean()
        .describe('False: 30 days are assumed, because the institution has too few fraud labels'),
      half_days: z.int().nullable().describe('By then half of the fraud labels have arrived'),
      mature_days: z.int(),
    }),
  }),
})
export type Drift = z.infer<typeof driftResponse>
