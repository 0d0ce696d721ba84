/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { UploadBoard } from '@/app/(workspace)/upload/_components/upload-board'
import { sendPieces } from '@/app/(workspace)/upload/send-pieces'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import {
  MAX_FILE_BYTES,
  MAX_LARGE_FILE_BYTES,
  type SavedMapping,
  type UploadAudit,
  type UploadFile,
} from '@/lib/scoring/uploads/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
jest.mock('@/components/live/use-live', () => ({ useLive: jest.fn() }))
jest.mock('@/app/(workspace)/upload/send-pieces', () => ({ sendPieces: jest.fn() }))
jest.mock('@/app/(workspace)/upload/beginning-of-file', () => ({
  beginningOf: () => Promise.resolve(new File(['x'], 'beginning.csv')),
}))
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn() }) }))

const call = jest.mocked(callApi)
const FILE = new File(['Date,Amount\n05/04/2026,1\n'], 'payments.csv', { type: 'text/csv' })
const COUNTS = { uploaded: 3, scored: 1, duplicates: 1, rejected: 1 }

const checked = (changes: object = {}) => ({
  ok: true,
  body: {
    file: { bytes: 24, sha256: 'a'.repeat(64), duplicate_of: null },
    facts: [{ name: 'Delimiter', value: 'comma', why: 'it alone splits the lines alike' }],
    columns: [
      { name: 'Date', field: 'occurred_at', samples: ['05/04/2026'] },
      { name: 'Amount', field: 'amount', samples: ['1'] },
    ],
    questions: [],
    mapping: { delimiter: ',' },
    first_rows: [{ line: 2, fields: { amount: '1.00 USD' } }],
    counts: COUNTS,
    errors: [{ line: 4, column: 'Amount', field: 'amount', reason: 'is empty' }],
    ...changes,
  },
})
const ASKED = {
  questions: [
    {
      kind: 'day_first',
      about: 'occurred_at',
      text: 'Is the day or the month first in 05/04/2026?',
      choices: [
        { value: 'true', label: 'The day' },
        { value: 'false', label: 'The month' },
      ],
    },
  ],
  mapping: null,
  counts: null,
  first_rows: [],
  errors: [],
}

async function choose(file = FILE, saved: SavedMapping[] = [], unfinished: UploadAudit[] = []) {
  const user = userEvent.setup()
  render(<UploadBoard saved={saved} unfinished={unfinished} timeZone="UTC" />)
  await user.upload(screen.getByLabelText(/Choose a CSV file/), file)
  return user
}

const sentTo = (operation: string) =>
  call.mock.calls
    .filter(([name]) => name === operation)
    .map(([, request]) => Object.fromEntries((request as unknown as { body: FormData }).body))

beforeEach(() => jest.resetAllMocks())

test('asks what the file leaves in doubt, and scores nothing before the answer', async () => {
  call.mockResolvedValueOnce(checked(ASKED) as never).mockResolvedValueOnce(checked() as never)
  const user = await choose()
  expect(await screen.findByRole('button', { name: 'Answer first' })).toBeDisabled()
  await user.selectOptions(screen.getByLabelText(/day or the month first/), 'The day')
  await user.click(screen.getByRole('button', { name: 'Read it so' }))
  expect(await screen.findByRole('button', { name: 'Score 1 row' })).toBeEnabled()
  expect(sentTo('POST /api/upload/check').map(({ answers }) => answers)).toEqual(['{}', '{"day_first":true}'])
  expect(sentTo('POST /api/upload/transactions')).toEqual([])
})

test('shows how the file is read and which rows are rejected, then the result with links to its lists', async () => {
  const result = {
    upload_id: 'u-1',
    ...COUNTS,
    high: 1,
    medium: 0,
    low: 0,
    errors: [],
    duplicate_of: null,
    total_latency_ms: 900,
  }
  call.mockResolvedValueOnce(checked() as never).mockResolvedValueOnce({ ok: true, body: result } as never)
  const user = await choose()
  expect(await screen.findByText('comma')).toBeVisible()
  expect(screen.getByRole('region', { name: 'Rejected rows' })).toHaveTextContent('is empty')
  expect(screen.getByLabelText('Amount is read as')).toHaveValue('amount')
  await user.click(screen.getByRole('button', { name: 'Score 1 row' }))
  expect(sentTo('POST /api/upload/transactions')).toEqual([
    { mapping: '{"delimiter":","}', file: expect.any(File) as File },
  ])
  const [scored, high] = await screen.findAllByRole('link', { name: '1' })
  expect(scored).toHaveAttribute('href', '/investigate?upload=u-1')
  expect(high).toHaveAttribute('href', '/investigate?upload=u-1&risk_band=high')
  expect(screen.getByRole('link', { name: 'Rejected rows' })).toBeVisible()
})

test('says why a file is rejected, and offers the next one', async () => {
  call.mockResolvedValueOnce({
    ok: false,
    problem: { code: 'invalid-request', message: 'column 2: has no name' },
  } as never)
  await choose()
  expect(await screen.findByRole('alert')).toHaveTextContent('column 2: has no name')
  expect(screen.getByLabelText(/Choose a CSV file/)).toBeVisible()
})

test('does not send a file that is too large', async () => {
  const large = new File(['x'], 'large.csv', { type: 'text/csv' })
  Object.defineProperty(large, 'size', { value: MAX_LARGE_FILE_BYTES + 1 })
  await choose(large)
  expect(await screen.findByRole('alert')).toHaveTextContent('large.csv has 1.1 GB')
  expect(call).not.toHaveBeenCalled()
})

const LARGE = new File(['Date,Amount'], 'large.csv')
Object.defineProperty(LARGE, 'size', { value: MAX_FILE_BYTES + 1 })
const opened = {
  id: 'u-9',
  filename: 'large.csv',
  file_size_bytes: LARGE.size,
  status: 'receiving',
  pieces: { bytes: 4_000_000, count: 2, received: 1 },
  piece_sha256: ['a'],
} as unknown as UploadFile
const ok = (body: object) => ({ ok: true, body }) as never
const calls = () => call.mock.calls.map(([name]) => name)

test('checks the beginning of a large file, sends it in pieces, and has it scored in the background', async () => {
  call
    .mockResolvedValueOnce(checked() as never)
    .mockResolvedValueOnce(ok(opened))
    .mockResolvedValueOnce(ok({}))
  jest.mocked(sendPieces).mockResolvedValueOnce(null)
  const user = await choose(LARGE)
  await user.click(await screen.findByRole('button', { name: 'Send 5.2 MB and score' }))
  expect(await screen.findByLabelText(/Choose a CSV file/)).toBeVisible()
  expect(sentTo('POST /api/upload/check')[0]?.file).toMatchObject({ name: 'beginning.csv' })
  expect(calls()).toEqual([
    'POST /api/upload/check',
    'POST /api/upload/files',
    'POST /api/upload/files/{id}/start',
  ])
  expect(jest.mocked(sendPieces).mock.calls[0]?.[0]).toMatchObject({ file: LARGE, upload: opened })
})

test('sends the rest of a file whose beginning has arrived', async () => {
  call.mockResolvedValueOnce(ok(opened)).mockResolvedValueOnce(ok({}))
  jest.mocked(sendPieces).mockResolvedValueOnce(null)
  const user = await choose(LARGE, [], [opened])
  expect(screen.getByText(/1 of 2 pieces of a file/)).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Send the rest' }))
  expect(await screen.findByLabelText(/Choose a CSV file/)).toBeVisible()
  expect(calls()).toEqual(['GET /api/upload/files/{id}', 'POST /api/upload/files/{id}/start'])
})

test('keeps what has arrived where a piece fails, goes on, and cancels', async () => {
  call
    .mockResolvedValueOnce(checked() as never)
    .mockResolvedValueOnce(ok(opened))
    .mockResolvedValueOnce(ok(opened))
    .mockResolvedValueOnce(ok({}))
  const problem = { code: 'unreachable', message: 'The server did not respond.' }
  jest.mocked(sendPieces).mockResolvedValue(problem)
  const user = await choose(LARGE)
  await user.click(await screen.findByRole('button', { name: 'Send 5.2 MB and score' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The server did not respond.')
  expect(screen.getByLabelText('Pieces that have arrived')).toHaveAttribute('value', '1')
  expect(screen.getByText(/What has arrived is kept/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The server did not respond.')
  await user.click(screen.getByRole('button', { name: 'Cancel the upload' }))
  expect(await screen.findByLabelText(/Choose a CSV file/)).toBeVisible()
  expect(calls().at(-1)).toBe('POST /api/upload/files/{id}/cancel')
})

test('checks the beginning of a small file with too many rows', async () => {
  call
    .mockResolvedValueOnce({ ok: false, problem: { code: 'too-large', message: 'rows' } } as never)
    .mockResolvedValueOnce(checked() as never)
  await choose()
  expect(await screen.findByRole('button', { name: 'Send 25 B and score' })).toBeEnabled()
  expect(screen.getByText(/Of the first/)).toBeVisible()
})

test('keeps the file and says why scoring failed', async () => {
  call.mockResolvedValueOnce(checked() as never).mockResolvedValueOnce({
    ok: false,
    problem: { code: 'too-many-requests', message: 'A user can upload 3 files a minute.' },
  } as never)
  const user = await choose()
  await user.click(await screen.findByRole('button', { name: 'Score 1 row' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('3 files a minute')
  expect(screen.getByRole('button', { name: 'Score 1 row' })).toBeEnabled()
})

test('offers the saved mapping of these columns and reads the file by it', async () => {
  call.mockResolvedValue(checked(ASKED) as never)
  const mapping = { delimiter: ',' }
  const one = { id: 'm-1', name: 'Core export', mapping, created_at: '2026-01-01T00:00:00.000Z' }
  const user = await choose(FILE, [
    { ...one, columns: ['Date', 'Amount'] },
    { ...one, id: 'm-2', name: 'Other', columns: ['Date'] },
  ])
  expect(await screen.findByText(/The saved mapping Core export/)).toBeVisible()
  expect(screen.queryByText(/The saved mapping Other/)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Read by it' }))
  expect(sentTo('POST /api/upload/check').at(-1)?.mapping).toBe('{"delimiter":","}')
  expect(await screen.findByText(/Read by the mapping Core export/)).toBeVisible()
})

test('shows the progress of this file, not of one that a colleague uploads meanwhile', async () => {
  const running = (sha: string, rows_uploaded: number) => ({
    status: 'running',
    sha256: sha.repeat(64),
    rows_uploaded,
  })
  const unfinished = new Promise(() => undefined)
  call
    .mockResolvedValueOnce(checked() as never)
    .mockReturnValueOnce(unfinished as never)
    .mockResolvedValueOnce({ ok: true, body: { items: [running('b', 3), running('a', 2)] } } as never)
  const user = await choose()
  await user.click(await screen.findByRole('button', { name: 'Score 1 row' }))
  const [, react] = jest.mocked(useLive).mock.calls.at(-1)!
  await act(async () => react({} as never))
  expect(screen.getByLabelText('Scored rows')).toHaveAttribute('value', '2')
})
