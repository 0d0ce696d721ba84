/** Failures as RFC 9457 problem details. */
import { z } from 'zod'
import { uuid } from './uuid'
import {
  type AppError,
  type ClaimFact,
  type DecisionFact,
  type FieldError,
  PROBLEMS,
  type ProblemCode,
} from '@/lib/platform/errors'

export interface ProblemBody {
  /** Reference relative to the host, so that it is the same string on every host: `/docs/problems/<code>`. */
  type: string
  title: string
  status: number
  detail: string
  /** The request id, as in the log and in X-Request-Id. */
  instance: string
  errors?: FieldError[]
  /** Of version-conflict: what the object has now. */
  current_version?: number
  /** Of conflict: how many objects the request selects now, where the caller expected another number. */
  current_count?: number
  /** Of claimed: each claim of another user that the request would override. */
  claims?: readonly ClaimFact[]
  /** Of version-conflict and conflict: the decisions that are in force. */
  decisions?: readonly DecisionFact[]
}

export const problemType = (code: ProblemCode): string => `/docs/problems/${code}`

export function problemBody(error: AppError, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[error.code]
  const body: ProblemBody = {
    type: problemType(error.code),
    title,
    status,
    detail: error.detail ?? `${title}.`,
    instance: requestId,
  }
  if (error.errors) body.errors = error.errors
  if (error.currentVersion !== undefined) body.current_version = error.currentVersion
  if (error.currentCount !== undefined) body.current_count = error.currentCount
  if (error.claims) body.claims = error.claims
  if (error.decisions) body.decisions = error.decisions
  return body
}

/** The response of every failed operation. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Reference of the page that explains the problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The request id.' }),
    errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
    current_version: z
      .int()
      .optional()
      .meta({ description: 'Of version-conflict: what the object has now.' }),
    current_count: z
      .int()
      .optional()
      .meta({ description: 'Of conflict: how many objects the request selects now, not as expected.' }),
    claims: z
      .array(
        z.object({
          transaction_id: uuid,
          user_id: uuid,
          user_name: z.string(),
          claimed_at: z.string(),
          expires_at: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Of claimed: each claim of another user that the request would override.' }),
    decisions: z
      .array(
        z.object({
          transaction_id: uuid,
          decision: z.string().nullable(),
          decision_version: z.int(),
          user_id: uuid.nullable(),
          user_name: z.string().nullable(),
          decided_at: z.string().nullable(),
        }),
      )
      .optional()
      .meta({ description: 'Of version-conflict and conflict: the decisions that are in force.' }),
  })
  .loose()
