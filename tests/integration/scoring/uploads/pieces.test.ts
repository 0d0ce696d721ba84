import { persist } from '@/lib/scoring/uploads/persist'
import {
  cancelUploadFile,
  getUploadFile,
  openUploadFile,
  pauseUploadFile,
  resumeUploadFile,
  startUploadFile,
  storePiece,
} from '@/lib/scoring/uploads'
import { MAX_LARGE_FILE_BYTES, MAX_UNFINISHED_FILES, PIECE_BYTES } from '@/lib/scoring/uploads/schema'
import { openFile, pieceOf, sha256Of, storedOf } from '../../../support/large-upload'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { paysimRow } from '../../../support/scoring'
import { csvOf, uploadMapping } from '../../../support/upload'

/** Guarantee: a large file is stored piece by piece, each once and whole, within bounds, for its own institution. */

const CSV = csvOf(Array.from({ length: 40 }, (_, i) => paysimRow({ amount: i + 1 })))

let minted: MintedTenant
beforeAll(async () => {
  minted = await mintTenant()
})

it('stores the pieces in their order, accepts one again, and says which is next', async () => {
  const ctx = minted.as.senior_analyst
  const upload = await openFile(ctx, CSV, { pieceBytes: 1_000 })
  const count = Math.ceil(CSV.length / 1_000)
  expect(upload).toMatchObject({
    status: 'receiving',
    filename: 'large.csv',
    pieces: { bytes: 1_000, count, received: 0 },
    piece_sha256: [],
  })
  for (let number = 0; number < count; number++) {
    const next_piece = number + 1 < count ? number + 1 : null
    expect(await storePiece(ctx, upload.id, pieceOf(CSV, upload, number))).toEqual({ next_piece })
    expect(await storePiece(ctx, upload.id, pieceOf(CSV, upload, number))).toEqual({ next_piece })
  }
  const { pieces, piece_sha256 } = await getUploadFile(ctx, upload.id)
  expect(pieces).toEqual({ bytes: 1_000, count, received: count })
  expect(piece_sha256).toEqual(Array.from({ length: count }, (_, i) => pieceOf(CSV, upload, i).sha256))
  await cancelUploadFile(ctx, upload.id)
})

it('rejects a piece with a wrong number, size, hash, order or content, and stores nothing of it', async () => {
  const ctx = minted.as.admin
  const upload = await openFile(ctx, CSV, { pieceBytes: 1_000 })
  const first = pieceOf(CSV, upload, 0)
  const put = (piece: Partial<typeof first>) => storePiece(ctx, upload.id, { ...first, ...piece })
  const short = first.bytes.subarray(1)
  const nul = Buffer.from(first.bytes).fill(0, 100, 101)
  const zip = Buffer.from(first.bytes)
  zip.write('PK\x03\x04')
  await expect(put({ number: 99 })).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [{ field: 'number', reason: expect.stringContaining('is beyond the') }],
  })
  await expect(put({ bytes: short, sha256: sha256Of(short) })).rejects.toMatchObject({
    code: 'invalid-request',
    errors: [{ field: 'body', reason: 'has 999 bytes; the piece has 1000' }],
  })
  await expect(put({ sha256: sha256Of(short) })).rejects.toMatchObject({
    errors: [{ field: 'sha256', reason: 'is not that of the bytes that arrived' }],
  })
  await expect(put(pieceOf(CSV, upload, 1))).rejects.toMatchObject({
    code: 'conflict',
    detail: 'Piece 0 is the next one.',
  })
  await expect(put({ bytes: nul, sha256: sha256Of(nul) })).rejects.toMatchObject({
    code: 'unsupported-media-type',
  })
  await expect(put({ bytes: zip, sha256: sha256Of(zip) })).rejects.toMatchObject({
    code: 'unsupported-media-type',
    detail: expect.stringContaining('Excel workbook'),
  })
  expect(await storedOf(upload.id)).toMatchObject({ received_pieces: 0, pieces: 0 })
  await put({})
  const other = Buffer.from(first.bytes).fill(97, 500, 501)
  await expect(put({ bytes: other, sha256: sha256Of(other) })).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('with other content'),
  })
  await expect(startUploadFile(ctx, upload.id)).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('1 of '),
  })
  expect(await storedOf(upload.id)).toMatchObject({ received_pieces: 1, pieces: 1, status: 'receiving' })
  await cancelUploadFile(ctx, upload.id)
  await expect(put(pieceOf(CSV, upload, 1))).rejects.toMatchObject({
    code: 'conflict',
    detail: 'The file takes no pieces: it is cancelled.',
  })
})

it('stores each piece once where two senders send the same file at the same time', async () => {
  const ctx = minted.as.admin
  const upload = await openFile(ctx, CSV, { pieceBytes: 2_000 })
  for (let number = 0; number < upload.pieces!.count; number++) {
    const piece = pieceOf(CSV, upload, number)
    await Promise.all([1, 2, 3].map(() => storePiece(ctx, upload.id, piece)))
  }
  const { count } = upload.pieces!
  expect(await storedOf(upload.id)).toMatchObject({ received_pieces: count, pieces: count })
  await cancelUploadFile(ctx, upload.id)
})

it('does not exist for another institution, and is not for analysts', async () => {
  const upload = await openFile(minted.as.admin, CSV)
  const foreign = (await mintTenant()).as.admin
  const calls = [getUploadFile, startUploadFile, pauseUploadFile, resumeUploadFile, cancelUploadFile]
  for (const call of calls) {
    await expect(call(foreign, upload.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(call(minted.as.analyst, upload.id)).rejects.toMatchObject({ code: 'missing-permission' })
  }
  const piece = pieceOf(CSV, upload, 0)
  await expect(storePiece(foreign, upload.id, piece)).rejects.toMatchObject({ code: 'not-found' })
  await expect(storePiece(minted.as.analyst, upload.id, piece)).rejects.toMatchObject({
    code: 'missing-permission',
  })
  await cancelUploadFile(minted.as.admin, upload.id)
})

it('takes only the steps that its status allows', async () => {
  const ctx = minted.as.admin
  const { id } = await openFile(ctx, CSV)
  for (const step of [pauseUploadFile, resumeUploadFile]) {
    await expect(step(ctx, id)).rejects.toMatchObject({
      code: 'conflict',
      detail: 'The upload is receiving.',
    })
  }
  expect(await cancelUploadFile(ctx, id)).toMatchObject({ status: 'cancelled' })
  for (const step of [startUploadFile, pauseUploadFile, resumeUploadFile, cancelUploadFile]) {
    await expect(step(ctx, id)).rejects.toMatchObject({
      code: 'conflict',
      detail: 'The upload is cancelled.',
    })
  }
})

it('bounds the files of an institution that have not ended, by number and by bytes', async () => {
  const full = (await mintTenant()).as.admin
  // They wait for one lock: on a busy machine longer than the database lets them.
  const open = (file_size_bytes: number) =>
    persist(() => openUploadFile(full, { filename: 'a.csv', file_size_bytes, mapping: uploadMapping }))
  const opened = await Promise.allSettled(
    Array.from({ length: MAX_UNFINISHED_FILES + 2 }, () => open(PIECE_BYTES)),
  )
  expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_UNFINISHED_FILES)

  const large = (await mintTenant()).as.admin
  const openLarge = () =>
    openUploadFile(large, {
      filename: 'a.csv',
      file_size_bytes: MAX_LARGE_FILE_BYTES,
      mapping: uploadMapping,
    })
  const { id } = await openLarge()
  await openLarge()
  await expect(openLarge()).rejects.toMatchObject({ code: 'conflict' })
  await cancelUploadFile(large, id)
  await openLarge()
})
