/** Replays in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { moment } from '@/lib/contract/moment'
import { uuid } from '@/lib/contract/uuid'

export const MAX_RATE = 500
export const MIN_SECONDS = 5
export const MAX_SECONDS = 3_600
export const MAX_FRAUD_FRACTION = 0.5
/** Payments of one replay. */
export const MAX_PAYMENTS = 100_000
export const DEFAULTS = { rate_per_second: 5, duration_seconds: 60, fraud_fraction: 0.15 } as const

export const REPLAY_SOURCES = ['simulation', 'window', 'upload'] as const
export const REPLAY_STATUSES = ['running', 'completed', 'stopped', 'failed'] as const

const window = z
  .strictObject({
    from: moment.describe("From this instant, or from the start of this day on the institution's clock"),
    to: moment.describe('Before this instant, or to the end of this day; not in the future'),
  })
  .describe('Own payments of this time instead of simulated ones')

/** How many payments a replay of this rate and time has at most. */
export const paymentsOf = (rate: number, seconds: number): number => rate * seconds

export const startReplayBody = z
  .strictObject({
    rate_per_second: z.int().min(1).max(MAX_RATE).default(DEFAULTS.rate_per_second),
    duration_seconds: z.int().min(MIN_SECONDS).max(MAX_SECONDS).default(DEFAULTS.duration_seconds),
    fraud_fraction: z
      .number()
      .min(0)
      .max(MAX_FRAUD_FRACTION)
      .optional()
      .describe(`Share of fraud among simulated payments; default ${DEFAULTS.fraud_fraction}`),
    window: window.optional(),
    upload_id: uuid
      .optional()
      .describe(
        'Own payments that this ended upload scored, in the order of its file, instead of simulated ones',
      ),
  })
  .superRefine((body, check) => {
    const { rate_per_second: rate, duration_seconds: seconds, fraud_fraction, window, upload_id } = body
    const reject = (field: string, message: string) =>
      check.addIssue({ code: 'custom', path: [field], message })
    if (paymentsOf(rate, seconds) > MAX_PAYMENTS) {
      reject(
        'duration_seconds',
        `must be at most ${Math.floor(MAX_PAYMENTS / rate)} at this rate: a replay has at most ${MAX_PAYMENTS} payments`,
      )
    }
    if (fraud_fraction !== undefined && (window ?? upload_id) !== undefined) {
      reject('fraud_fraction', 'does not go with own payments, which are what they are')
    }
    if (window !== undefined && upload_id !== undefined) reject('upload_id', 'does not go with a window')
  })
export type StartReplay = z.output<typeof startReplayBody>

const count = z.int().min(0)

export const replayStatusResponse = z.object({
  running: z.boolean(),
  sandbox: z.boolean().describe('Whether a replay can start in this institution'),
  replay_id: uuid.nullable().describe('Of the running or else the last replay; null before the first'),
  status: z.enum(REPLAY_STATUSES).nullable(),
  source: z.enum(REPLAY_SOURCES).nullable(),
  window: z.object({ from: z.string(), to: z.string() }).nullable(),
  upload: z.object({ id: uuid, filename: z.string().nullable() }).nullable(),
  rate_per_second: count,
  duration_seconds: count,
  fraud_fraction: z.number().nullable(),
  transactions_replayed: count,
  rejected: count.describe('Payments that scoring rejected, such as money without a rate'),
  fraud_detected: count.describe('Of the replayed ones, those of the high risk band'),
  flagged: count.describe('Of the replayed ones, those with the outcome review or block'),
  frauds: count.describe('Of the replayed ones, those known to be fraud'),
  frauds_flagged: count.describe('Of the frauds, those that were flagged'),
  labels_recorded: count,
  labels_waiting: count.describe('Known labels that arrive later, with the delay that they have'),
  elapsed_seconds: z.number().min(0),
  started_by: z.object({ id: uuid, name: z.string() }).nullable(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  failure: z.string().nullable(),
})
export type ReplayStatus = z.infer<typeof replayStatusResponse>
