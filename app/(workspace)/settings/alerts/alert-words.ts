/** Channels, rules and deliveries in words. */
import type { BadgeTone } from '@/components/ui/badge'
import { reasonLabel } from '@/lib/engine/policy'
import { type AlertRule, type DedupeKey, RULE_LABELS } from '@/lib/messaging/alerts/schema'
import type { Channel, DeliveryStatus } from '@/lib/messaging/delivery/schema'

export const DELIVERY_LABELS: Record<DeliveryStatus, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Failed',
}
export const DELIVERY_TONES: Record<DeliveryStatus, BadgeTone> = {
  waiting: 'outline-info',
  delivered: 'outline-good',
  failed: 'outline-high',
}

export const DEDUPE_LABELS: Record<DedupeKey, string> = {
  subject: 'the same transaction, case, alarm, job or topic',
  sender: 'the same sender',
  receiver: 'the same receiver',
  rule: 'this rule',
}

interface ChannelState {
  label: string
  tone: BadgeTone
  /** What to know or to do; null where all is well. */
  note: string | null
}

export function channelState(channel: Channel): ChannelState {
  if (channel.disabled_reason === 'gone')
    return {
      label: 'Off',
      tone: 'outline-high',
      note: 'The receiver responded 410: it wants no more messages.',
    }
  if (channel.disabled_reason === 'failing')
    return {
      label: 'Off',
      tone: 'outline-high',
      note: 'It failed for 3 days. Test it, then switch it on.',
    }
  if (!channel.enabled) return { label: 'Off', tone: 'outline-neutral', note: null }
  if (channel.failing_since !== null)
    return {
      label: 'Failing',
      tone: 'outline-medium',
      note: `Failed ${channel.failures} ${channel.failures === 1 ? 'time' : 'times'} in a row; retried by itself.`,
    }
  return { label: 'On', tone: 'outline-good', note: null }
}

/** What a rule watches: 'Block · score from 0.9 · amount from 1000'. */
export function conditionWords({ conditions }: Pick<AlertRule, 'conditions'>, currency: string): string {
  if (conditions.kind === 'job_failed' && conditions.jobs.length > 0)
    return `${RULE_LABELS.job_failed}: ${conditions.jobs.join(', ')}`
  if (conditions.kind === 'stream_lag')
    return `${RULE_LABELS.stream_lag}: from ${conditions.min_messages} of a topic`
  if (conditions.kind !== 'transaction') return RULE_LABELS[conditions.kind]
  const parts = [
    conditions.outcomes.map(capitalized).join(' or '),
    conditions.min_score === null ? '' : `score from ${conditions.min_score}`,
    conditions.min_amount === null ? '' : `amount from ${conditions.min_amount} ${currency}`,
    conditions.list_hit === null ? '' : `a party on the ${conditions.list_hit} list`,
    conditions.velocity === null ? '' : `velocity at least ${conditions.velocity}`,
    conditions.reason_codes.map((code) => reasonLabel(code)).join(' or '),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** When a rule sends: 'At once · quiet 22:00–06:00 · once per hour for the same sender'. */
export function timingWords({ digest_minutes: digest, quiet_hours: quiet, dedupe }: AlertRule): string {
  const parts = [
    digest === 0 ? 'At once' : `Together, every ${spanWords(digest)}`,
    quiet === null ? '' : `quiet ${quiet.from}–${quiet.to}`,
    dedupe.minutes === 0 ? '' : `once in ${spanWords(dedupe.minutes)} for ${DEDUPE_LABELS[dedupe.by]}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** 90 -> '90 minutes', 60 -> '1 hour', 1440 -> '1 day' */
export function spanWords(minutes: number): string {
  const [count, unit] =
    minutes % 1_440 === 0
      ? [minutes / 1_440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
