/** Every way a request can fail: one code, one status, one title. The code is the last segment of the problem type. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'duplicate-key': { status: 400, title: 'A JSON object contains a key twice' },
  'unsafe-number': { status: 400, title: 'A number cannot be represented exactly' },
  'invalid-text': { status: 400, title: 'A text contains characters that cannot be stored' },
  'too-deep': { status: 400, title: 'The body is nested too deeply' },
  'unknown-field': { status: 400, title: 'The request has an unknown field' },
  'invalid-cursor': { status: 400, title: 'The cursor was not issued by this list' },
  'invalid-token': { status: 401, title: 'The credentials are missing, expired or not valid' },
  'invalid-credentials': { status: 401, title: 'E-mail or password is wrong' },
  'cross-site': { status: 403, title: 'The request came from another site' },
  'missing-permission': { status: 403, title: 'Your role or key does not allow this' },
  'tenant-suspended': { status: 403, title: 'The institution is suspended' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  conflict: { status: 409, title: 'The object has changed or already exists' },
  stale: { status: 409, title: 'What was shown no longer holds' },
  'too-late': { status: 409, title: 'The time for this has passed' },
  'already-claimed': { status: 409, title: 'Another user has claimed this alert' },
  claimed: { status: 409, title: 'Another user works on this' },
  'request-in-progress': { status: 409, title: 'A request with this key is still running' },
  'model-retired': { status: 409, title: 'The model of that decision is no longer available' },
  'not-a-sandbox': { status: 409, title: 'The institution is not a sandbox' },
  'bundle-quota': { status: 409, title: 'There is no room for another bundle' },
  'version-conflict': { status: 412, title: 'The object was changed by another request' },
  'invalid-link': { status: 410, title: 'The link is used, expired or replaced' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not supported' },
  'idempotency-mismatch': { status: 422, title: 'The key was used with another body' },
  'unsupported-currency': { status: 422, title: 'There is no rate for the currency' },
  'bundle-rejected': { status: 422, title: 'The bundle of the model fails its proof' },
  'import-rejected': { status: 422, title: 'The model cannot be imported exactly' },
  'invalid-archive': { status: 422, title: 'The archive cannot be unpacked' },
  'invalid-reference': { status: 422, title: 'The request names something that cannot be used here' },
  'upgrade-required': { status: 426, title: 'This path speaks WebSocket only' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something failed on our side' },
  'no-production-model': { status: 503, title: 'No model is in production' },
  'model-unavailable': { status: 503, title: 'The production model cannot be used' },
  'training-unavailable': { status: 503, title: 'This server cannot train models' },
  'mail-not-configured': { status: 503, title: 'This installation sends no e-mail' },
  'database-unavailable': { status: 503, title: 'The database did not respond in time' },
  overloaded: { status: 503, title: 'Too much work is waiting' },
  'not-ready': { status: 503, title: 'The service is not ready' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** One rejected field of the request: where it is and why it was rejected. */
export interface FieldError {
  field: string
  reason: string
}

/** A claim that the request would override. */
export interface ClaimFact {
  transaction_id: string
  user_id: string
  user_name: string
  claimed_at: string
  expires_at: string
}

/** The decision that is in force on a transaction; without one, nobody and no time. */
export interface DecisionFact {
  transaction_id: string
  decision: string | null
  decision_version: number
  user_id: string | null
  user_name: string | null
  decided_at: string | null
}

export interface AppErrorOptions {
  /** Public sentence; never carries secrets or personal data. */
  detail?: string
  errors?: FieldError[]
  retryAfterSeconds?: number
  /** The current version of the object, when the request named an older one. */
  currentVersion?: number
  /** How many objects the request selects now, when the caller expected another number. */
  currentCount?: number
  /** The claims of other users that the request would override. */
  claims?: readonly ClaimFact[]
  /** The decisions in force that the request did not expect. */
  decisions?: readonly DecisionFact[]
  /** Goes to the log only. */
  cause?: unknown
}

/** The only error that a caller sees. Anything else becomes internal-error with a fixed text. */
export class AppError extends Error {
  readonly detail: string | undefined
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined
  readonly currentVersion: number | undefined
  readonly currentCount: number | undefined
  readonly claims: readonly ClaimFact[] | undefined
  readonly decisions: readonly DecisionFact[] | undefined

  constructor(
    readonly code: ProblemCode,
    options: AppErrorOptions = {},
  ) {
    super(options.detail ?? PROBLEMS[code].title, { cause: options.cause })
    this.name = 'AppError'
    this.detail = options.detail
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
    this.currentVersion = options.currentVersion
    this.currentCount = options.currentCount
    this.claims = options.claims
    this.decisions = options.decisions
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }
}

/** Not `instanceof`: each bundle of a process has its own class (see singleton.ts). */
export const isAppError = (error: unknown): error is AppError =>
  error instanceof Error && error.name === 'AppError'
