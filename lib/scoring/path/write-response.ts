import { featureNamed } from '@/lib/engine/features'
import type { ScoreResponse } from './schema'

/** What all answers of a group say alike. */
export type SharedResponse = Pick<
  ScoreResponse,
  'base_value' | 'threshold' | 'policy_version' | 'model_version' | 'timings'
>

/** What an answer says of its own row, but for the features. */
export type OwnResponse = Omit<ScoreResponse, keyof SharedResponse | 'top_features'>

/** Its place among the model's features; a value that is missing is NaN. */
interface TopFeature {
  feature: number
  value: number
  contribution: number
}

/**
 * Writes answers as JSON, byte for byte as JSON.stringify would. What is the same in all of them, and the names of the
 * features, is put into JSON once: a batch holds a thousand answers.
 */
export function answerWriter(
  featureNames: readonly string[],
  { base_value, timings, ...policy }: SharedResponse,
): (own: OwnResponse, top: readonly TopFeature[]) => string {
  const names = featureNames.map((name) => open({ name, label: featureNamed(name).label }))
  const ofModel = inner({ base_value })
  const ofPolicy = inner(policy)
  const last = `${inner({ timings })}}`
  const topFeature = ({ feature, value, contribution }: TopFeature): string =>
    `${names[feature]},"value":${Number.isNaN(value) ? 'null' : value},"contribution":${contribution}}`
  return (own, top) =>
    `{"transaction_id":"${own.transaction_id}","prediction_id":"${own.prediction_id}",` +
    `"external_id":${JSON.stringify(own.external_id)},"score":${own.score},"margin":${own.margin},${ofModel},` +
    `"risk_band":"${own.risk_band}","outcome":"${own.outcome}","reason_codes":${JSON.stringify(own.reason_codes)},` +
    `${ofPolicy},"top_features":[${top.map(topFeature).join(',')}],"latency_ms":${own.latency_ms},${last}`
}

/** An object's JSON without its closing brace. */
const open = (value: object): string => JSON.stringify(value).slice(0, -1)

/** An object's JSON without its braces. */
const inner = (value: object): string => open(value).slice(1)
