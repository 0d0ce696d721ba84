import { hash } from 'node:crypto'
import { beginningOf } from '@/app/(workspace)/upload/beginning-of-file'
import { sendPieces } from '@/app/(workspace)/upload/send-pieces'
import { callApi } from '@/components/http/api-client'
import type { UploadFile } from '@/lib/scoring/uploads/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
const call = jest.mocked(callApi)

const BYTES = 10
const TEXT = 'step,amount\n1,2\n3,4\n5,6\n'
const file = new File([TEXT], 'large.csv')
const shaOf = (number: number, text = TEXT) =>
  hash('sha256', text.slice(number * BYTES, (number + 1) * BYTES))
const upload = (piece_sha256: string[] = []) =>
  ({
    id: 'u-1',
    pieces: { bytes: BYTES, count: 3, received: piece_sha256.length },
    piece_sha256,
  }) as UploadFile
const arrived: number[] = []
const send = (known?: string[], signal = new AbortController().signal) =>
  sendPieces({ file, upload: upload(known), signal, onArrived: (pieces) => arrived.push(pieces) })

interface Sent {
  params: { id: string; number: number }
  query: { sha256: string }
  body: Blob
}
const sent = () => call.mock.calls.map(([, request]) => request as unknown as Sent)

beforeEach(() => {
  jest.resetAllMocks()
  call.mockResolvedValue({ ok: true, body: { next_piece: null } } as never)
  arrived.length = 0
})

test('sends every piece in its order, with its own hash', async () => {
  expect(await send()).toBeNull()
  expect(sent().map(({ params, query }) => [params.number, query.sha256])).toEqual([
    [0, shaOf(0)],
    [1, shaOf(1)],
    [2, shaOf(2)],
  ])
  expect((await Promise.all(sent().map(({ body }) => body.text()))).join('')).toBe(TEXT)
  expect(new Set(sent().map(({ body }) => body.type))).toEqual(new Set(['application/octet-stream']))
  expect(arrived).toEqual([1, 2, 3])
})

test('sends the rest of a file only where its beginning is the same', async () => {
  expect(await send([shaOf(0), shaOf(1)])).toBeNull()
  expect(sent().map(({ params }) => params.number)).toEqual([2])
  call.mockClear()
  expect(await send([shaOf(0), shaOf(1, 'another text of this length')])).toMatchObject({ code: 'conflict' })
  expect(call).not.toHaveBeenCalled()
})

test('stops at a piece that is rejected, and when it is told to', async () => {
  const problem = { code: 'overloaded', message: 'Too much work is waiting' }
  call
    .mockResolvedValueOnce({ ok: true, body: {} } as never)
    .mockResolvedValueOnce({ ok: false, problem } as never)
  expect(await send()).toEqual(problem)
  expect(arrived).toEqual([1])
  const stop = new AbortController()
  stop.abort()
  expect(await send([], stop.signal)).toMatchObject({ code: 'stopped' })
})

test('says that a file which was removed meanwhile cannot be read', async () => {
  const gone = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) }
  const signal = new AbortController().signal
  const sending = { file: gone as unknown as Blob, upload: upload(), signal, onArrived: () => undefined }
  expect(await sendPieces(sending)).toMatchObject({ code: 'unreadable' })
})

test('takes whole lines from the beginning of a large file, and a short file as it is', async () => {
  const line = `${'x'.repeat(99)}\n`
  const large = await beginningOf(new File([line.repeat(5_000)], 'a.csv'))
  expect(large.size).toBe(262_100)
  expect(large.name).toBe('a.csv')
  expect((await beginningOf(new File(['a,b\n1'], 'b.csv'))).size).toBe(5)
  expect((await beginningOf(new File(['x'.repeat(300_000)], 'c.csv'))).size).toBe(262_144)
  expect((await beginningOf(new File([`${'x'.repeat(99)}\r`.repeat(5_000)], 'd.csv'))).size).toBe(262_100)
})
