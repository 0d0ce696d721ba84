/**
 * Prometheus metrics of this process. No label names an institution or an account: every administrator may
 * read them.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { singleton } from './singleton'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export const metrics = singleton('metrics', () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    httpDuration: new Histogram({
      name: 'sentinel_http_request_duration_seconds',
      help: 'Time from the parsed request line to the response, by route template and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    scoringStage: new Histogram({
      name: 'sentinel_scoring_stage_duration_seconds',
      help: 'Time of one stage of scoring.',
      labelNames: ['stage'],
      buckets: [0.00005, 0.0001, 0.00025, 0.0005, ...SECONDS],
      registers,
    }),
    substitutedModels: new Gauge({
      name: 'sentinel_substituted_models',
      help: 'Production models that fail their proof in this process, so that the last good model scores.',
      registers,
    }),
    scoringOutcomes: new Counter({
      name: 'sentinel_scoring_outcomes_total',
      help: 'Scored transactions by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    challengerRows: new Counter({
      name: 'sentinel_challenger_rows_total',
      help: 'Decided transactions per challenger by result: compared, shed, not-loaded, failed.',
      labelNames: ['result'],
      registers,
    }),
    challengerQueue: new Gauge({
      name: 'sentinel_challenger_queue_rows',
      help: 'Decided transactions that wait for the challengers.',
      registers,
    }),
    challengerTurn: new Histogram({
      name: 'sentinel_challenger_turn_duration_seconds',
      help: 'Time in which the challengers score the transactions of one turn.',
      buckets: SECONDS,
      registers,
    }),
    streamMessages: new Counter({
      name: 'sentinel_stream_messages_total',
      help: 'Messages of Kafka that were processed, by result: scored, duplicate, dead-letter.',
      labelNames: ['result'],
      registers,
    }),
    streamLag: new Gauge({
      name: 'sentinel_stream_lag_messages',
      help: 'Committed messages that wait in the partitions of this worker.',
      registers,
    }),
    streamPartitions: new Gauge({
      name: 'sentinel_stream_partitions',
      help: 'Partitions that this worker reads.',
      registers,
    }),
    streamAge: new Histogram({
      name: 'sentinel_stream_age_seconds',
      help: 'Time from the timestamp that Kafka gave the last message of a batch to the commit of its decision.',
      buckets: [...SECONDS, 30, 60, 300, 3_600],
      registers,
    }),
    streamRetries: new Counter({
      name: 'sentinel_stream_retries_total',
      help: 'Attempts that failed and are repeated, by what failed: scoring, publishing, kafka.',
      labelNames: ['what'],
      registers,
    }),
    streamMissingTopics: new Gauge({
      name: 'sentinel_stream_missing_topics',
      help: 'Topics of the settings that this worker cannot read: they are missing, or it may not read them.',
      registers,
    }),
    streamRestarts: new Counter({
      name: 'sentinel_stream_restarts_total',
      help: 'Partitions that were not read on where they were left, by why: new-topic, lost-end, deleted-messages.',
      labelNames: ['why'],
      registers,
    }),
  }
})

/** A function that observes seconds in one series; keep it, so that the labels are hashed once. */
export const stageTimer = (stage: string): ((ms: number) => void) => {
  const series = metrics.scoringStage.labels(stage)
  return (ms) => series.observe(ms / 1000)
}
