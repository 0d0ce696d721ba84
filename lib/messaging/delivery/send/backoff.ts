const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S

/** The pauses before each retry in seconds, as Standard Webhooks 1.0.0 recommends: about three days together. */
export const RETRY_PAUSES_S = [
  5,
  5 * MINUTE_S,
  30 * MINUTE_S,
  2 * HOUR_S,
  5 * HOUR_S,
  10 * HOUR_S,
  14 * HOUR_S,
  20 * HOUR_S,
  24 * HOUR_S,
] as const

/** The first attempt and its retries. */
export const MAX_ATTEMPTS = RETRY_PAUSES_S.length + 1
/** Each pause is longer or shorter by up to this share, so that retries of many messages spread. */
export const JITTER = 0.2
/** The longest that a `Retry-After` is followed. */
const MAX_RETRY_AFTER_S = 24 * HOUR_S

/**
 * Milliseconds until the next attempt; null where the last one has failed.
 * @param attempts how many have been made
 * @param retryAfterS what the receiver asks for
 * @param random 0..1
 */
export function retryPauseMs(
  attempts: number,
  retryAfterS: number | null = null,
  random = Math.random(),
): number | null {
  const pauseS = RETRY_PAUSES_S[attempts - 1]
  if (pauseS === undefined) return null
  const spreadS = pauseS * (1 + JITTER * (2 * random - 1))
  return 1_000 * Math.max(spreadS, Math.min(retryAfterS ?? 0, MAX_RETRY_AFTER_S))
}

const FIRST_CHANNEL_PAUSE_S = 5
const MAX_CHANNEL_PAUSE_S = 5 * MINUTE_S
/** Without a success for so long the channel is switched off. */
export const SWITCH_OFF_DAYS = 3

/**
 * Milliseconds for which a failing channel is left alone: from 5 s, doubling, to 5 min. Its messages wait without using up
 * their attempts, and a dead endpoint costs one attempt in 5 min.
 * @param failures in a row, from 1
 */
export function channelPauseMs(failures: number, random = Math.random()): number {
  const pauseS = Math.min(FIRST_CHANNEL_PAUSE_S * 2 ** Math.min(failures - 1, 16), MAX_CHANNEL_PAUSE_S)
  return 1_000 * pauseS * (1 + JITTER * (2 * random - 1))
}
