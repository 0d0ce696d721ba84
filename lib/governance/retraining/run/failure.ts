/** Why a retraining cannot succeed, in words for its page. Retrying would end the same. */
export class RetrainingFailure extends Error {
  override name = 'RetrainingFailure'
}

/** The server drains, or another process has the retraining, or it was cancelled: this one stops and changes nothing. */
export class RetrainingStopped extends Error {
  override name = 'RetrainingStopped'
}

export const isFailure = (error: unknown): error is RetrainingFailure =>
  error instanceof Error && error.name === 'RetrainingFailure'

export const isStopped = (error: unknown): error is RetrainingStopped =>
  error instanceof Error && error.name === 'RetrainingStopped'
