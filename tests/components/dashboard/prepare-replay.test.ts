import {
  fileLabel,
  readTyped,
  replayFigures,
  replayWords,
  type TypedReplay,
} from '@/app/(workspace)/dashboard/prepare-replay'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'

const TYPED: TypedReplay = {
  source: 'simulation',
  rate: '5',
  seconds: '60',
  fraud: '15',
  from: '',
  to: '',
  upload: '',
}
const UPLOAD = '019a0000-0000-7000-8000-000000000007'

const STATUS: ReplayStatus = {
  running: true,
  sandbox: true,
  replay_id: '019a0000-0000-7000-8000-000000000009',
  status: 'running',
  source: 'simulation',
  window: null,
  upload: null,
  rate_per_second: 5,
  duration_seconds: 60,
  fraud_fraction: 0.15,
  transactions_replayed: 1_234,
  rejected: 0,
  fraud_detected: 20,
  flagged: 30,
  frauds: 40,
  frauds_flagged: 25,
  labels_recorded: 1,
  labels_waiting: 39,
  elapsed_seconds: 12.4,
  started_by: { id: '019a0000-0000-7000-8000-000000000008', name: 'senior' },
  started_at: '2026-06-10T12:00:00.000Z',
  finished_at: null,
  failure: null,
}

describe('the form of a replay', () => {
  it('sends a rate, a time and a share of fraud', () => {
    expect(readTyped(TYPED)).toEqual({
      body: { rate_per_second: 5, duration_seconds: 60, fraud_fraction: 0.15 },
      errors: {},
    })
  })

  it('sends a window of days without a share of fraud', () => {
    expect(readTyped({ ...TYPED, source: 'window', from: '2026-05-01', to: '2026-05-03' }).body).toEqual({
      rate_per_second: 5,
      duration_seconds: 60,
      window: { from: '2026-05-01', to: '2026-05-03' },
    })
  })

  it('sends the upload whose transactions are replayed', () => {
    expect(readTyped({ ...TYPED, source: 'upload', upload: UPLOAD }).body).toEqual({
      rate_per_second: 5,
      duration_seconds: 60,
      upload_id: UPLOAD,
    })
  })

  it.each<[Partial<TypedReplay>, keyof TypedReplay]>([
    [{ rate: '0' }, 'rate'],
    [{ rate: 'fast' }, 'rate'],
    [{ rate: '501' }, 'rate'],
    [{ seconds: '4' }, 'seconds'],
    [{ rate: '500', seconds: '201' }, 'seconds'],
    [{ fraud: '51' }, 'fraud'],
    [{ source: 'window', to: '2026-05-03' }, 'from'],
    [{ source: 'window', from: '2026-05-04', to: '2026-05-03' }, 'to'],
    [{ source: 'upload' }, 'upload'],
  ])('says what is wrong with %o', (changes, field) => {
    expect(Object.keys(readTyped({ ...TYPED, ...changes }).errors)).toEqual([field])
  })
})

describe('a replay in words', () => {
  it('says how far it is, at which rate and who started it', () => {
    expect(replayWords(STATUS)).toBe('Running: 12 of 60 s at 5/s, 15\u00a0% fraud, started by senior')
    expect(replayWords({ ...STATUS, status: 'completed', source: 'window', elapsed_seconds: 99 })).toBe(
      'Completed: 60 of 60 s at 5/s, own payments, started by senior',
    )
    expect(
      replayWords({ ...STATUS, source: 'upload', upload: { id: UPLOAD, filename: 'may.csv' } }),
    ).toContain(' at 5/s, the file may.csv, started by senior')
    expect(replayWords({ ...STATUS, status: null })).toBeNull()
  })

  it('tells files of the same name apart by their time', () => {
    const file = {
      id: UPLOAD,
      filename: 'may.csv',
      rows_scored: 1_200,
      created_at: '2026-05-03T14:20:09.123Z',
    }
    expect(fileLabel(file)).toBe('may.csv of 2026-05-03 14:20 UTC, 1,200 transactions')
    expect(fileLabel({ ...file, filename: null, rows_scored: 1 })).toContain('A file of 2026-05-03')
  })

  it('shows the counters as they are stored', () => {
    expect(replayFigures(STATUS).map(([, value]) => value)).toEqual(['1,234', '30', '25 of 40', '39'])
  })
})
