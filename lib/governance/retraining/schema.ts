/** Retrainings and their schedule in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'

/** In the order in which a retraining passes them. */
export const RETRAINING_STAGES = ['queued', 'exporting', 'training', 'evaluating', 'registering'] as const
export type RetrainingStage = (typeof RETRAINING_STAGES)[number]
export const RETRAINING_STATUSES = [...RETRAINING_STAGES, 'succeeded', 'failed', 'cancelled'] as const
export type RetrainingStatus = (typeof RETRAINING_STATUSES)[number]

export const RETRAINING_CAUSES = ['user', 'schedule', 'drift_alarm'] as const
export type RetrainingCause = (typeof RETRAINING_CAUSES)[number]

/** Training starts with at least so many matured decisions of each kind. */
export const FRAUDS_NEEDED = 100
export const GENUINE_NEEDED = 1_000

const count = z.int().min(0)

/** What the rows of a retraining are; stored with it. */
export const trainingData = z.object({
  from: z.string().describe('The oldest decision that is used'),
  to: z.string(),
  rows: count,
  frauds: count,
  explored: count.describe(
    'Payments that exploration let through. In training they also stand for the blocked payments like them without a label, by the inverse of their propensity; a weight is at most 20',
  ),
  label_delay_days: count.describe('Younger decisions are left out: their labels are still on the way'),
  left_out: z.object({
    blocked_without_label: count.describe('Blocked and never labelled: nobody knows whether they were fraud'),
    other_features: count.describe('Decided by a model that lacks a feature of the production model'),
  }),
})
export type TrainingData = z.infer<typeof trainingData>

export const retrainingResponse = z.object({
  id: uuid,
  status: z.enum(RETRAINING_STATUSES),
  cause: z.enum(RETRAINING_CAUSES),
  requested_by: z.object({ id: uuid, name: z.string() }).nullable(),
  requested_at: z.string(),
  drift_alarm_id: uuid.nullable(),
  model: z.object({ name: z.string(), version: z.string() }).describe('The version that it makes'),
  progress: z
    .object({
      stage: z.enum(RETRAINING_STAGES),
      fraction: z.number().min(0).max(1).describe('Of the stage'),
      message: z.string().nullable(),
    })
    .nullable()
    .describe('Null when it has ended'),
  data: trainingData.nullable().describe('Null until the export has ended'),
  interruptions: count.describe('How often a server that worked on it ended before the result'),
  failure: z.string().nullable(),
  model_version_id: uuid.nullable().describe('The registered version'),
  placement: z
    .object({ stage: z.enum(['shadow', 'registered']), reason: z.string().nullable() })
    .nullable()
    .describe('Where the version was put, and why it is no challenger. Never production'),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
})
export type Retraining = z.infer<typeof retrainingResponse>

export const retrainingListResponse = z.object({
  items: z.array(retrainingResponse),
  next_cursor: z.string().nullable(),
  unavailable: z
    .string()
    .nullable()
    .describe('Why this server cannot train, and what to do; null where it can'),
})
export type RetrainingList = z.infer<typeof retrainingListResponse>

export const retrainingQuery = z.strictObject(pageQuery(20, 100))

export const retrainingBody = z.strictObject({
  drift_alarm_id: uuid.nullable().default(null).describe('The alarm that is the reason'),
})
export type RetrainingInput = z.output<typeof retrainingBody>

export const CADENCES = ['off', 'weekly', 'monthly'] as const
export type Cadence = (typeof CADENCES)[number]

const timing = {
  cadence: z.enum(CADENCES).describe('weekly: on Mondays. monthly: on the first day of the month'),
  hour: z.int().min(0).max(23).describe("By the clock of the institution's time zone"),
  on_drift_alarm: z.boolean().describe('Each drift alarm of the production model starts one retraining'),
}

export const scheduleChange = z.strictObject(timing)
export type ScheduleChange = z.output<typeof scheduleChange>

export const scheduleResponse = z.object({
  ...timing,
  next_at: z.string().nullable(),
  version: z.int().describe('Grows with each change; 0 before the first one. For If-Match'),
})
export type RetrainingSchedule = z.infer<typeof scheduleResponse>
