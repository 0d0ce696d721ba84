import type { ChangeKind } from './change-kind'
import { canaryKind } from './kinds/canary-kind'
import { explorationKind } from './kinds/exploration-kind'
import { fourEyesKind } from './kinds/four-eyes-kind'
import { modelKind } from './kinds/model-kind'
import { policyKind } from './kinds/policy-kind'
import { sandboxKind } from './kinds/sandbox-kind'
import { velocityKind } from './kinds/velocity-kind'
import { watchlistKind } from './kinds/watchlist-kind'
import {
  canaryPayload,
  type Change,
  type ChangeKindName,
  explorationPayload,
  fourEyesPayload,
  modelPayload,
  policyPayload,
  sandboxPayload,
  velocityPayload,
  watchlistPayload,
} from './schema'

type PayloadOf<K extends ChangeKindName> = Extract<Change, { kind: K }>['payload']

const KINDS: { [K in ChangeKindName]: ChangeKind<PayloadOf<K>> } = {
  policy: policyKind,
  'watchlist-bulk': watchlistKind,
  'model-production': modelKind,
  canary: canaryKind,
  exploration: explorationKind,
  'four-eyes': fourEyesKind,
  sandbox: sandboxKind,
  velocity: velocityKind,
}

const PAYLOADS = {
  policy: policyPayload,
  'watchlist-bulk': watchlistPayload,
  'model-production': modelPayload,
  canary: canaryPayload,
  exploration: explorationPayload,
  'four-eyes': fourEyesPayload,
  sandbox: sandboxPayload,
  velocity: velocityPayload,
} as const

/** A kind whose payloads are those of its own changes; the compiler cannot follow one name through two tables. */
export const kindOf = (kind: ChangeKindName): ChangeKind<unknown> => KINDS[kind] as ChangeKind<unknown>

/** The payload of a stored row. */
export const storedPayload = (kind: ChangeKindName, payload: unknown): unknown =>
  PAYLOADS[kind].parse(payload)
