import { featureTexts } from '@/lib/engine/features'
import type { ScoreResponse } from './schema'

/** Fields that are the same in all responses of one evaluation. */
export type SharedResponse = Pick<
  ScoreResponse,
  'base_value' | 'threshold' | 'policy_version' | 'model_version' | 'timings'
>

/** Fields of one row's response, without its top features. */
export type OwnResponse = Omit<ScoreResponse, keyof SharedResponse | 'top_features'>

interface TopFeature {
  /** Index among the model's features. */
  feature: number
  /** NaN is missing. */
  value: number
  contribution: number
}

/**
 * Returns a function that writes a response as JSON, byte for byte as JSON.stringify does. The shared fields and the
 * feature names are serialized once, because a batch has up to a thousand responses.
 */
export function responseWriter(
  featureNames: readonly string[],
  { base_value, timings, ...policy }: SharedResponse,
): (own: OwnResponse, top: readonly TopFeature[]) => string {
  const names = featureNames.map((name) => open({ name, label: featureTexts(name)?.label ?? name }))
  const ofModel = inner({ base_value })
  const ofPolicy = inner(policy)
  const last = `${inner({ timings })}}`
  const topFeature = ({ feature, value, contribution }: TopFeature): string =>
    `${names[feature]},"value":${Number.isNaN(value) ? 'null' : value},"contribution":${contribution}}`
  return (own, top) =>
    `{"transaction_id":"${own.transaction_id}","prediction_id":"${own.prediction_id}",` +
    `"external_id":${JSON.stringify(own.external_id)},"score":${own.score},"margin":${own.margin},${ofModel},` +
    `"risk_band":"${own.risk_band}","outcome":"${own.outcome}","reason_codes":${JSON.stringify(own.reason_codes)},` +
    `${signalsOf(own)}${ofPolicy},"top_features":[${top.map(topFeature).join(',')}],"latency_ms":${own.latency_ms},${last}`
}

/** Few responses have these members. */
function signalsOf({ velocity, ring }: OwnResponse): string {
  const found = velocity ? `"velocity":${JSON.stringify(velocity)},` : ''
  return ring ? `${found}"ring":${JSON.stringify(ring)},` : found
}

/** An object's JSON without its closing brace. */
const open = (value: object): string => JSON.stringify(value).slice(0, -1)

/** An object's JSON without its braces. */
const inner = (value: object): string => open(value).slice(1)
