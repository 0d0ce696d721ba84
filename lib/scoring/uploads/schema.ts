/** Uploads of files in the shapes of the contract; safe to import in the browser. Times are ISO 8601, UTC. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { TRANSACTION_TYPES } from '@/lib/engine/features'

export const MAX_FILE_BYTES = 5 * 1024 * 1024
export const MAX_FILE_ROWS = 10_000
export const MAX_COLUMNS = 200
export const MAX_RECORD_CHARS = 65_536
/** More damaged quotes end the reading of a file. */
export const MAX_DAMAGED_QUOTES = 100
/** Errors of a response; the file of rejected rows has all of them. */
export const MAX_ERRORS = 200
/** A file of rejected rows can be downloaded for so long. */
export const KEEP_REJECTS_DAYS = 30
/** Uploads, and checks, of a user. */
export const UPLOADS_PER_MINUTE = 3
export const UPLOADS_PER_HOUR = 20
export const CHECKS_PER_MINUTE = 20
/** Uploads, checks and pieces that a server process reads at the same time. */
export const FILES_AT_ONCE = 8

/** A large file comes in pieces, and a job scores it. */
export const MAX_LARGE_FILE_BYTES = 1024 * 1024 * 1024
export const MAX_LARGE_FILE_ROWS = 10_000_000
export const PIECE_BYTES = 4 * 1024 * 1024
/** More rejected rows end the job: its mapping belongs to another file. */
export const MAX_REJECTED_ROWS = 100_000
/** Large files of an institution that have not ended, and their bytes together. */
export const MAX_UNFINISHED_FILES = 10
export const MAX_UNFINISHED_BYTES = 2 * MAX_LARGE_FILE_BYTES
/** A large file that waits for its user is deleted after so long. */
export const KEEP_IDLE_HOURS = 72

export const UPLOAD_STATUSES = [
  'receiving',
  'waiting',
  'checking',
  'running',
  'paused',
  'interrupted',
  'completed',
  'failed',
  'rejected',
  'cancelled',
] as const
export type UploadStatus = (typeof UPLOAD_STATUSES)[number]

const count = z.int().min(0)

export const rowError = z.object({
  line: z.int().describe('Where the row begins in the file; the header is line 1'),
  column: z.string().describe('Of the file; empty for the row as a whole'),
  field: z.string(),
  reason: z.string(),
})
export type RowError = z.infer<typeof rowError>

const counts = {
  uploaded: count.describe('Data lines: scored, duplicates and rejected together'),
  scored: count,
  duplicates: count.describe('Known by external id, or by their content where they have none'),
  rejected: count,
}

export const uploadResponse = z.object({
  upload_id: uuid,
  ...counts,
  high: count.describe('Of the scored rows, by risk band'),
  medium: count,
  low: count,
  errors: z.array(rowError).describe(`The first ${MAX_ERRORS}, in the order of the file`),
  duplicate_of: uuid.nullable().describe('An earlier upload of the same bytes'),
  total_latency_ms: z.number(),
})
export type UploadResult = z.infer<typeof uploadResponse>

export const UPLOAD_KINDS = ['transactions', 'labels'] as const
export type UploadKind = (typeof UPLOAD_KINDS)[number]

export const labelsResponse = z.object({
  upload_id: uuid,
  uploaded: count.describe('Data lines: labelled, duplicates and rejected together'),
  labelled: count,
  fraud: count.describe('Of the recorded labels'),
  genuine: count,
  duplicates: count.describe('The current label of their transaction already'),
  rejected: count,
  errors: z.array(rowError).describe(`The first ${MAX_ERRORS}, in the order of the file`),
  total_latency_ms: z.number(),
})
export type LabelsResult = z.infer<typeof labelsResponse>

export const uploadAuditResponse = z.object({
  id: uuid,
  kind: z.enum(UPLOAD_KINDS),
  filename: z.string().nullable().describe('Null where the request was rejected before its file was read'),
  status: z
    .enum(UPLOAD_STATUSES)
    .describe(
      'receiving, waiting, checking and paused: only of large files. interrupted: the server ended while it ran; its rows are ' +
        'kept, send the file again for the rest',
    ),
  user: z.object({ id: uuid, name: z.string() }),
  rows_total: count
    .nullable()
    .describe('Data lines of a large file; null until it was read to its end, and for a file of one request'),
  rows_uploaded: count.describe('Data lines so far: scored, duplicates and rejected together'),
  rows_scored: count,
  rows_labelled: count.describe('Of a file of labels: those that were recorded'),
  rows_duplicate: count,
  rows_rejected: count,
  high: count,
  medium: count,
  low: count,
  file_size_bytes: count,
  pieces: z
    .object({ bytes: count.describe('Of each piece but the last'), count, received: count })
    .nullable()
    .describe('Null for a file that came with one request'),
  sha256: z.string().nullable(),
  duplicate_of: uuid.nullable(),
  has_rejects: z.boolean().describe(`Rejected rows can be downloaded, for ${KEEP_REJECTS_DAYS} days`),
  error_message: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})
export type UploadAudit = z.infer<typeof uploadAuditResponse>

export const uploadAuditPage = z.object({
  items: z.array(uploadAuditResponse),
  next_cursor: z.string().nullable(),
})
export type UploadAudits = z.infer<typeof uploadAuditPage>

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
  .toLowerCase()

export const newUploadFile = z.strictObject({
  filename: z.string().min(1).max(1_000),
  file_size_bytes: z.int().min(1).max(MAX_LARGE_FILE_BYTES),
  sha256: sha256.optional().describe('Of the whole file; compared before its first row is scored'),
  mapping: z
    .record(z.string(), z.unknown())
    .describe('As POST /api/upload/check returns it for the beginning of the file, or a mapping file'),
})
export type NewUploadFile = z.output<typeof newUploadFile>

export const uploadFileResponse = uploadAuditResponse.extend({
  piece_sha256: z.array(z.string()).describe('Of each piece that has arrived, in their order'),
})
export type UploadFile = z.infer<typeof uploadFileResponse>

export const pieceParams = z.object({
  id: uuid,
  number: z.coerce.number<number | string>().int().min(0).max(99_999),
})
export const pieceQuery = z.strictObject({ sha256: sha256.describe('Of this piece') })
export const pieceResponse = z.object({
  next_piece: count.nullable().describe('Null where all have arrived: start the job'),
})
export type PieceResult = z.infer<typeof pieceResponse>

/** The fields that a column can be, by their names in the API. */
export const UPLOAD_FIELDS = [
  'occurred_at',
  'type',
  'amount',
  'currency',
  'sender_account',
  'sender_balance_before',
  'sender_balance_after',
  'receiver_account',
  'receiver_balance_before',
  'receiver_balance_after',
  'external_id',
  'device_id',
  'phone',
  'ip',
  'country',
  'city',
  'latitude',
  'longitude',
  'merchant_category',
  'channel',
  'declined_attempts',
] as const
export type UploadField = (typeof UPLOAD_FIELDS)[number]

export const DELIMITERS = [',', ';', '\t', '|'] as const
const columnName = z.string().max(200)

/** What a user says about a file where the file leaves a doubt. */
export const answersBody = z.strictObject({
  delimiter: z.enum(DELIMITERS).optional(),
  decimal: z.enum(['.', ',']).optional(),
  day_first: z.boolean().optional(),
  time_zone: z.string().max(64).optional(),
  columns: z
    .partialRecord(z.enum(UPLOAD_FIELDS), columnName)
    .optional()
    .describe('The column of a field; an empty name for none'),
  types: z
    .record(columnName, z.enum(TRANSACTION_TYPES))
    .optional()
    .describe('The type of each word; of the empty word where no column is the type'),
})
export type Answers = z.output<typeof answersBody>

export const QUESTION_KINDS = ['delimiter', 'decimal', 'day_first', 'time_zone', 'column', 'type'] as const

const question = z.object({
  kind: z.enum(QUESTION_KINDS),
  about: z.string().describe('The field of a column, the word of a type; else empty'),
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  required: z
    .boolean()
    .describe('Without an answer to one that is not required, only the rows that it is about are rejected'),
})
export type Question = z.infer<typeof question>

const fact = z.object({ name: z.string(), value: z.string(), why: z.string() })
export type Fact = z.infer<typeof fact>

export const checkResponse = z.object({
  file: z.object({
    bytes: count,
    sha256: z.string(),
    duplicate_of: z
      .object({ id: uuid, created_at: z.string() })
      .nullable()
      .describe('An earlier upload of the same bytes'),
  }),
  facts: z.array(fact).describe('How the file is read: delimiter, quote, decimal separator, times'),
  columns: z.array(
    z.object({
      name: z.string(),
      field: z.enum(UPLOAD_FIELDS).nullable().describe('Null for a column that is not used'),
      samples: z.array(z.string()).describe('Of the first rows'),
    }),
  ),
  questions: z.array(question).describe('What the file leaves in doubt; empty where nothing is'),
  mapping: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('To be sent with the upload; null while required questions are open'),
  first_rows: z
    .array(z.object({ line: z.int(), fields: z.record(z.string(), z.string()) }))
    .describe('As they would be scored'),
  counts: z
    .object({ ...counts, scored: count.describe('Rows that an upload would score') })
    .nullable()
    .describe('Null while required questions are open'),
  errors: z.array(rowError),
})
export type CheckResult = z.infer<typeof checkResponse>

/** Columns of a file of rejected rows, after those of the file. An upload does not read them. */
export const REJECT_COLUMNS = ['reject_line', 'reject_reason'] as const

export const MAX_SAVED_MAPPINGS = 100
/** Of a mapping as JSON: an upload takes no longer one. */
export const MAX_MAPPING_CHARS = 65_536

const savedMapping = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{C}]+$/u, 'must not contain control characters'),
  columns: z.array(columnName).min(1).max(MAX_COLUMNS).describe('The header of the files that it reads'),
  mapping: z
    .record(z.string(), z.unknown())
    .describe('As POST /api/upload/check returns it, or a mapping file'),
}
export const newMapping = z.strictObject(savedMapping)
export type NewMapping = z.output<typeof newMapping>

export const savedMappingResponse = z.object({ id: uuid, ...savedMapping, created_at: z.string() })
export type SavedMapping = z.infer<typeof savedMappingResponse>
export const savedMappingsResponse = z.object({ items: z.array(savedMappingResponse) })
export type SavedMappings = z.infer<typeof savedMappingsResponse>
