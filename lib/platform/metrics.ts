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
  }
})

/** A function that observes seconds in one series; keep it, so that the labels are hashed once. */
export const stageTimer = (stage: string): ((ms: number) => void) => {
  const series = metrics.scoringStage.labels(stage)
  return (ms) => series.observe(ms / 1000)
}
