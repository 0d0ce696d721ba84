import { Prisma } from '@/lib/platform/db'

/**
 * The hashed columns of the tables that scoring fills, by format. Format 2 covers the same values in half of the time: it
 * sends texts as they are, where format 1 converts each one first, and a digest of features and contributions.
 */
export const TRANSACTION_1 = Prisma.sql`
  c.tenant_id, c.id, c.seq, convert_to(c.external_id, 'UTF8'), c.fingerprint, c.occurred_at, c.step,
  convert_to(c.type, 'UTF8'), trim_scale(c.amount), convert_to(c.currency, 'UTF8'),
  convert_to(c.sender_account, 'UTF8'), trim_scale(c.sender_balance_before),
  trim_scale(c.sender_balance_after), convert_to(c.receiver_account, 'UTF8'),
  trim_scale(c.receiver_balance_before), trim_scale(c.receiver_balance_after), convert_to(c.phone, 'UTF8'),
  convert_to(c.device_id, 'UTF8'), convert_to(c.ip, 'UTF8'), convert_to(c.city, 'UTF8'),
  convert_to(c.country, 'UTF8'), c.latitude, c.longitude, convert_to(c.merchant_category, 'UTF8'),
  convert_to(c.channel, 'UTF8'), c.declined_attempts, convert_to(c.metadata::text, 'UTF8'),
  convert_to(c.source, 'UTF8'), c.amount_unusual, c.received_at, convert_to(c.received::text, 'UTF8'),
  trim_scale(c.currency_rate), trim_scale(c.converted_amount)`

export const PREDICTION_1 = Prisma.sql`
  r.tenant_id, r.id, r.commit_order, r.transaction_id, r.model_version_id,
  convert_to(r.model_version, 'UTF8'), r.policy_version, r.margin, r.base_value, r.base_score, r.score,
  convert_to(r.risk_band, 'UTF8'), convert_to(r.outcome, 'UTF8'), r.threshold,
  convert_to(to_jsonb(r.reason_codes)::text, 'UTF8'), r.features, r.contributions, r.expected_loss,
  r.latency_ms, convert_to(r.timings::text, 'UTF8'), convert_to(r.answer, 'UTF8'),
  convert_to(r.actor_kind, 'UTF8'), convert_to(r.actor_id, 'UTF8'), convert_to(r.request_id, 'UTF8'),
  r.scored_at`

export const TRANSACTION_2 = Prisma.sql`
  c.tenant_id, c.id, c.seq, c.external_id, c.fingerprint, c.occurred_at, c.step, c.type, trim_scale(c.amount), c.currency,
  c.sender_account, trim_scale(c.sender_balance_before), trim_scale(c.sender_balance_after), c.receiver_account,
  trim_scale(c.receiver_balance_before), trim_scale(c.receiver_balance_after), c.phone, c.device_id, c.ip, c.city,
  c.country, c.latitude, c.longitude, c.merchant_category, c.channel, c.declined_attempts, c.metadata, c.source,
  c.amount_unusual, c.received_at, c.received, trim_scale(c.currency_rate), trim_scale(c.converted_amount)`

const VECTORS = Prisma.sql`sha256(array_send(r.features) || array_send(r.contributions))`

const prediction2 = (vectors: Prisma.Sql) => Prisma.sql`
  r.tenant_id, r.id, r.commit_order, r.transaction_id, r.model_version_id, r.model_version, r.policy_version, r.margin,
  r.base_value, r.base_score, r.score, r.risk_band, r.outcome, r.threshold, r.reason_codes, ${vectors}, r.expected_loss,
  r.latency_ms, r.timings, r.answer, r.actor_kind, r.actor_id, r.request_id, r.scored_at`

export const PREDICTION_2 = prediction2(VECTORS)

/** For a new seal: with the digest that scoring stored. The verification computes it, so another digest or list shows. */
export const NEW_PREDICTION_2 = prediction2(Prisma.sql`coalesce(r.vector_digest, ${VECTORS})`)
