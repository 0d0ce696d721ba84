/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ReplayCard } from '@/app/(workspace)/dashboard/_components/replay/replay-card'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
jest.mock('@/components/live/use-live', () => ({ useLive: jest.fn() }))

const call = jest.mocked(callApi)
beforeEach(() => call.mockReset())

const NEVER: ReplayStatus = {
  running: false,
  sandbox: true,
  replay_id: null,
  status: null,
  source: null,
  window: null,
  upload: null,
  rate_per_second: 0,
  duration_seconds: 0,
  fraud_fraction: null,
  transactions_replayed: 0,
  rejected: 0,
  fraud_detected: 0,
  flagged: 0,
  frauds: 0,
  frauds_flagged: 0,
  labels_recorded: 0,
  labels_waiting: 0,
  elapsed_seconds: 0,
  started_by: null,
  started_at: null,
  finished_at: null,
  failure: null,
}
const RUNNING: ReplayStatus = {
  ...NEVER,
  running: true,
  replay_id: '019a0000-0000-7000-8000-000000000009',
  status: 'running',
  source: 'simulation',
  rate_per_second: 5,
  duration_seconds: 60,
  fraud_fraction: 0.15,
  transactions_replayed: 7,
}

const show = (initial: ReplayStatus, mayRun = true) =>
  render(
    <ReplayCard initial={initial} mayRun={mayRun} isCounted={false} otherFigures="/dashboard?replays=with" />,
  )
const hearLive = () => act(async () => jest.mocked(useLive).mock.lastCall![1]({ kind: 'reset', payload: {} }))

it('starts a replay with what is typed, and shows it', async () => {
  call.mockResolvedValue({ ok: true, body: RUNNING } as never)
  show(NEVER)
  const user = userEvent.setup()
  await user.clear(screen.getByLabelText('Fraud in %'))
  await user.type(screen.getByLabelText('Fraud in %'), '20')
  await user.click(screen.getByRole('button', { name: 'Start a replay' }))
  expect(call).toHaveBeenCalledWith('POST /api/replay/start', {
    body: { rate_per_second: 5, duration_seconds: 60, fraud_fraction: 0.2 },
  })
  expect(await screen.findByText(/^Running: /)).toBeVisible()
})

it('sends nothing that is out of bounds, and names the field', async () => {
  show(NEVER)
  const user = userEvent.setup()
  await user.clear(screen.getByLabelText('Seconds'))
  await user.click(screen.getByRole('button', { name: 'Start a replay' }))
  expect(call).not.toHaveBeenCalled()
  expect(screen.getByLabelText('Seconds')).toBeInvalid()
})

it('says why the server rejects a start', async () => {
  call.mockResolvedValue({ ok: false, problem: { code: 'conflict', message: 'A replay is running.' } })
  show(NEVER)
  await userEvent.setup().click(screen.getByRole('button', { name: 'Start a replay' }))
  expect(await screen.findByText('A replay is running.')).toBeVisible()
})

const chooseFile = async () => {
  show(NEVER)
  await userEvent.setup().selectOptions(screen.getByLabelText('Payments'), 'Own, of an uploaded file')
}

it('offers the uploaded files, and replays the chosen one', async () => {
  const file = {
    id: '019a0000-0000-7000-8000-000000000007',
    filename: 'may.csv',
    rows_scored: 12,
    created_at: '2026-05-03T14:20:09.123Z',
  }
  call.mockResolvedValueOnce({ ok: true, body: { items: [file], next_cursor: null } } as never)
  call.mockResolvedValueOnce({ ok: true, body: { ...RUNNING, source: 'upload' } } as never)
  await chooseFile()
  expect(screen.queryByLabelText('Fraud in %')).toBeNull()
  const user = userEvent.setup()
  await screen.findByRole('option', { name: 'may.csv of 2026-05-03 14:20 UTC, 12 transactions' })
  await user.click(screen.getByRole('button', { name: 'Start a replay' }))
  expect(screen.getByLabelText('File')).toBeInvalid()
  await user.selectOptions(screen.getByLabelText('File'), file.id)
  await user.click(screen.getByRole('button', { name: 'Start a replay' }))
  expect(call).toHaveBeenLastCalledWith('POST /api/replay/start', {
    body: { rate_per_second: 5, duration_seconds: 60, upload_id: file.id },
  })
})

it('says where no file can be replayed, and where the files cannot be read', async () => {
  call.mockResolvedValueOnce({ ok: true, body: { items: [], next_cursor: null } } as never)
  await chooseFile()
  expect(await screen.findByText('No upload has scored transactions yet')).toBeVisible()
  expect(screen.getByLabelText('File')).toBeDisabled()
  cleanup()
  call.mockResolvedValueOnce({ ok: false, problem: { code: 'overloaded', message: 'The server is busy.' } })
  await chooseFile()
  expect(await screen.findByText('The server is busy.')).toBeVisible()
})

it('reads the counters again when a live event tells of them', async () => {
  show(RUNNING, false)
  expect(screen.getByText('7')).toBeVisible()
  call.mockResolvedValue({ ok: true, body: { ...RUNNING, transactions_replayed: 19 } } as never)
  await hearLive()
  expect(await screen.findByText('19')).toBeVisible()
})

it('offers neither start nor stop to users who may not run replays, and no start outside a sandbox', () => {
  const { unmount } = show(RUNNING, false)
  expect(screen.queryByRole('button')).toBeNull()
  unmount()
  show({ ...NEVER, sandbox: false })
  expect(screen.queryByRole('button')).toBeNull()
})
