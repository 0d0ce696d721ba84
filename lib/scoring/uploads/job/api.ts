import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { spendUpload } from '../limits'
import { noteFailedUpload } from '../note-failed'
import { inPlace, requirePlace } from '../places'
import {
  KEEP_IDLE_HOURS,
  MAX_LARGE_FILE_BYTES,
  MAX_LARGE_FILE_ROWS,
  MAX_UNFINISHED_FILES,
  newUploadFile,
  PIECE_BYTES,
  pieceParams,
  pieceQuery,
  pieceResponse,
  uploadFileResponse,
} from '../schema'
import { getUploadFile } from './find-job'
import { openUploadFile } from './open-job'
import { cancelUploadFile, pauseUploadFile, resumeUploadFile, startUploadFile } from './steer-job'
import { storePiece } from './store-piece'

const shared = { tag: 'Uploads', auth: 'user', permission: 'transaction:upload' } as const
const ofFile = { ...shared, params: z.object({ id: uuid }) } as const
const step = { ...ofFile, method: 'POST', response: { status: 200, schema: uploadFileResponse } } as const

export const openUploadFileOperation = defineOperation({
  ...shared,
  id: 'openUploadFile',
  method: 'POST',
  path: '/api/upload/files',
  summary: 'Begin to send a large file',
  description:
    `For files of up to ${MAX_LARGE_FILE_BYTES} bytes and ${MAX_LARGE_FILE_ROWS} rows. Send its pieces of ${PIECE_BYTES} bytes in their order, ` +
    'then start it: a background job scores its rows as POST /api/upload/transactions would. ' +
    `An institution has at most ${MAX_UNFINISHED_FILES} large files that have not ended; one that waits for its user for ` +
    `${KEEP_IDLE_HOURS} hours is deleted. It counts as an upload of the user.`,
  body: newUploadFile,
  response: { status: 201, schema: uploadFileResponse },
  errors: ['conflict'],
  failed: noteFailedUpload,
  handler: async ({ ctx, body }) => {
    // Here, so that the same request under its Idempotency-Key counts once.
    await spendUpload(ctx)
    return await openUploadFile(ctx, body)
  },
})

export const getUploadFileOperation = defineOperation({
  ...ofFile,
  id: 'getUploadFile',
  method: 'GET',
  path: '/api/upload/files/{id}',
  summary: 'Read what has arrived of a large file, and how far its job is',
  response: { status: 200, schema: uploadFileResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getUploadFile(ctx, params.id),
})

export const storeUploadPieceOperation = defineOperation({
  ...shared,
  id: 'storeUploadPiece',
  method: 'PUT',
  path: '/api/upload/files/{id}/pieces/{number}',
  summary: 'Send the next piece of a large file',
  description:
    'Pieces are numbered from 0 and come in their order. A piece that has arrived is accepted again, so a sender that lost the ' +
    'response repeats it; GET /api/upload/files/{id} says how many have arrived, with their hashes.',
  params: pieceParams,
  query: pieceQuery,
  bodyMediaType: 'application/octet-stream',
  bodyLimitBytes: PIECE_BYTES,
  response: { status: 200, schema: pieceResponse },
  errors: ['not-found', 'conflict', 'overloaded'],
  idempotency: { excluded: 'a piece that has arrived is accepted again and changes nothing' },
  limit: () => requirePlace(),
  handler: ({ ctx, params, query, rawBody }) =>
    inPlace(() =>
      storePiece(ctx, params.id, {
        number: params.number,
        sha256: query.sha256,
        bytes: Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength),
      }),
    ),
})

export const startUploadFileOperation = defineOperation({
  ...step,
  id: 'startUploadFile',
  path: '/api/upload/files/{id}/start',
  summary: 'Have a large file scored',
  description:
    'All of its pieces must have arrived. The job reads the file to its end, compares its SHA-256, and then scores its rows.',
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => startUploadFile(ctx, params.id),
})

export const pauseUploadFileOperation = defineOperation({
  ...step,
  id: 'pauseUploadFile',
  path: '/api/upload/files/{id}/pause',
  summary: 'Pause the scoring of a large file',
  description: 'It stops within some seconds. Rows that were scored stay.',
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => pauseUploadFile(ctx, params.id),
})

export const resumeUploadFileOperation = defineOperation({
  ...step,
  id: 'resumeUploadFile',
  path: '/api/upload/files/{id}/resume',
  summary: 'Go on with the scoring of a paused file',
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => resumeUploadFile(ctx, params.id),
})

export const cancelUploadFileOperation = defineOperation({
  ...step,
  id: 'cancelUploadFile',
  path: '/api/upload/files/{id}/cancel',
  summary: 'Cancel a large file that has not ended',
  description: 'Rows that were scored stay. What has arrived of the file is deleted.',
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => cancelUploadFile(ctx, params.id),
})
