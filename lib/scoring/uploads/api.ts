import { z } from 'zod'
import { defineOperation, type FormParts } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { csvResponse } from '@/lib/contract/raw-response'
import { uuid } from '@/lib/contract/uuid'
import { readForm } from '@/lib/http/read-form'
import type { IncomingRequest } from '@/lib/platform/incoming'
import { checkFile } from './check-file'
import type { SentFile } from './file/open-file'
import { spendCheck, spendUpload } from './limits'
import { deleteMapping, listMappings, saveMapping } from './mappings/saved-mappings'
import { uploadLabels } from './labels/upload-labels'
import { noteFailedUpload } from './note-failed'
import { inPlace, requirePlace } from './places'
import { exportRejects, listUploads } from './queries'
import {
  checkResponse,
  KEEP_REJECTS_DAYS,
  labelsResponse,
  MAX_FILE_BYTES,
  MAX_FILE_ROWS,
  MAX_SAVED_MAPPINGS,
  newMapping,
  savedMappingResponse,
  savedMappingsResponse,
  uploadAuditPage,
  uploadResponse,
  UPLOADS_PER_HOUR,
  UPLOADS_PER_MINUTE,
} from './schema'
import { uploadTransactions } from './upload-transactions'

export {
  cancelUploadFileOperation,
  getUploadFileOperation,
  openUploadFileOperation,
  pauseUploadFileOperation,
  resumeUploadFileOperation,
  startUploadFileOperation,
  storeUploadPieceOperation,
} from './job/api'

const TAG = 'Uploads'
/** Boundaries, headers of the parts, mapping and answers. */
const FORM_OVERHEAD_BYTES = 262_144

const FORM: FormParts = {
  file: `CSV in UTF-8 with a header, at most ${MAX_FILE_BYTES} bytes and ${MAX_FILE_ROWS} rows`,
  texts: {
    mapping: 'How the columns are read, as JSON: the language of docs/training-files.md',
    answers: 'Answers to the questions of POST /api/upload/check, as JSON; only where no mapping is sent',
  },
}

const file = {
  tag: TAG,
  method: 'POST',
  auth: 'user',
  permission: 'transaction:upload',
  bodyMediaType: 'multipart/form-data',
  bodyLimitBytes: MAX_FILE_BYTES + FORM_OVERHEAD_BYTES,
  form: FORM,
} as const

async function sentFile(request: IncomingRequest, rawBody: Uint8Array): Promise<SentFile> {
  const { fileName, file: bytes, texts } = await readForm(request, rawBody, FORM)
  return {
    name: fileName,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    mapping: texts.mapping,
    answers: texts.answers,
  }
}

export const uploadTransactionsOperation = defineOperation({
  ...file,
  id: 'uploadTransactions',
  path: '/api/upload/transactions',
  summary: 'Score the transactions of a CSV',
  description:
    `At most ${MAX_FILE_ROWS} rows. Columns named as in POST /api/score, or as PaySim names them, are recognised; others need a mapping. ` +
    'Each row is scored as POST /api/score would score it, in the order of the file. A row that is rejected sinks only itself; a row ' +
    'with a known external_id, or without one and with known content, is a duplicate. uploaded is the number of data lines and ' +
    `equals scored, duplicates and rejected together. A user can upload ${UPLOADS_PER_MINUTE} files a minute and ${UPLOADS_PER_HOUR} an hour.`,
  response: { status: 200, schema: uploadResponse },
  errors: [
    'malformed-json',
    'duplicate-key',
    'unsafe-number',
    'invalid-text',
    'too-deep',
    'no-production-model',
    'model-unavailable',
    'overloaded',
  ],
  idempotency: {
    excluded: 'rows that are known already are duplicates, so the same file scores nothing twice',
  },
  limit: async (ctx) => {
    requirePlace()
    await spendUpload(ctx)
  },
  failed: noteFailedUpload,
  handler: ({ ctx, request, rawBody, startedAt }) =>
    inPlace(async () => uploadTransactions(ctx, await sentFile(request, rawBody), startedAt)),
})

const LABELS: FormParts = {
  file: `CSV in UTF-8 with a header, at most ${MAX_FILE_BYTES} bytes and ${MAX_FILE_ROWS} rows`,
  texts: { mapping: 'How the columns are read, as JSON: docs/uploads.md' },
}

export const uploadLabelsOperation = defineOperation({
  ...file,
  id: 'uploadLabels',
  path: '/api/upload/labels',
  summary: 'Record what became known of transactions, from a CSV',
  description:
    'Columns external_id, label (fraud or genuine; 1 or 0) and, optionally, known_at; others need a mapping. A row that is rejected sinks ' +
    'only itself; a label that its transaction has already is a duplicate. It counts as an upload of the user.',
  form: LABELS,
  response: { status: 200, schema: labelsResponse },
  errors: ['malformed-json', 'duplicate-key', 'unsafe-number', 'invalid-text', 'too-deep', 'overloaded'],
  idempotency: {
    excluded: 'labels that are recorded already are duplicates, so the same file records nothing twice',
  },
  limit: async (ctx) => {
    requirePlace()
    await spendUpload(ctx)
  },
  failed: noteFailedUpload,
  handler: ({ ctx, request, rawBody, startedAt }) =>
    inPlace(async () => {
      const { fileName, file: bytes, texts } = await readForm(request, rawBody, LABELS)
      const labels = {
        name: fileName,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        mapping: texts.mapping,
      }
      return await uploadLabels(ctx, labels, startedAt)
    }),
})

export const checkUploadOperation = defineOperation({
  ...file,
  id: 'checkUpload',
  path: '/api/upload/check',
  summary: 'Check how a CSV would be read, without scoring it',
  description:
    'Shows what was found out about the file, asks what its rows leave in doubt, and counts what an upload would do. It changes nothing.',
  response: { status: 200, schema: checkResponse },
  errors: ['malformed-json', 'duplicate-key', 'unsafe-number', 'invalid-text', 'too-deep', 'overloaded'],
  idempotency: { excluded: 'it changes nothing' },
  limit: async (ctx) => {
    requirePlace()
    await spendCheck(ctx)
  },
  handler: ({ ctx, request, rawBody }) =>
    inPlace(async () => checkFile(ctx, await sentFile(request, rawBody))),
})

export const listUploadsOperation = defineOperation({
  id: 'listUploads',
  method: 'GET',
  path: '/api/upload/audits',
  tag: TAG,
  summary: 'List uploads, also rejected ones, newest first',
  auth: 'user',
  permission: 'transaction:read',
  query: z.strictObject({
    ...pageQuery(10, 100),
    scored: z
      .enum(['true', 'false'])
      .default('false')
      .describe('true: only uploads that have ended and scored transactions'),
  }),
  response: { status: 200, schema: uploadAuditPage },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listUploads(ctx, { ...query, scored: query.scored === 'true' }),
})

export const exportRejectsOperation = defineOperation({
  id: 'exportRejects',
  method: 'GET',
  path: '/api/upload/audits/{id}/rejects.csv',
  tag: TAG,
  summary: 'Download the rejected rows of an upload',
  description:
    'The rows as they were, each with its line and the reasons, to correct and upload again. An apostrophe precedes each text that a ' +
    `spreadsheet would run as a formula; an upload of this file removes it. Kept for ${KEEP_REJECTS_DAYS} days.`,
  auth: 'user',
  permission: 'transaction:upload',
  params: z.object({ id: uuid }),
  response: { status: 200, mediaType: 'text/csv' },
  errors: ['not-found'],
  handler: async ({ ctx, params }) => csvResponse('rejected_rows', await exportRejects(ctx, params.id)),
})

const mappings = { tag: TAG, auth: 'user', permission: 'transaction:upload' } as const

export const listUploadMappingsOperation = defineOperation({
  ...mappings,
  id: 'listUploadMappings',
  method: 'GET',
  path: '/api/upload/mappings',
  summary: 'List the saved mappings of your institution by name',
  response: { status: 200, schema: savedMappingsResponse },
  errors: [],
  handler: ({ ctx }) => listMappings(ctx),
})

export const saveUploadMappingOperation = defineOperation({
  ...mappings,
  id: 'saveUploadMapping',
  method: 'POST',
  path: '/api/upload/mappings',
  summary: 'Save a mapping under a name',
  description: `Names are unique per institution, which has at most ${MAX_SAVED_MAPPINGS} mappings.`,
  body: newMapping,
  response: { status: 201, schema: savedMappingResponse },
  errors: ['conflict'],
  handler: ({ ctx, body }) => saveMapping(ctx, body),
})

export const deleteUploadMappingOperation = defineOperation({
  ...mappings,
  id: 'deleteUploadMapping',
  method: 'DELETE',
  path: '/api/upload/mappings/{id}',
  summary: 'Delete a saved mapping',
  params: z.object({ id: uuid }),
  response: { status: 204 },
  errors: ['not-found'],
  handler: ({ ctx, params }) => deleteMapping(ctx, params.id).then(() => undefined),
})
