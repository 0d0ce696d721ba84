import type { CsvExport } from '@/lib/platform/csv/write'

/** Marks the instances of every bundle: each has its own class (see lib/platform/singleton.ts). */
const RAW = Symbol.for('sentinel.raw-response')

/** A response that is sent byte for byte: a stored replay, a body that is not JSON, or a stream. */
export class RawResponse {
  readonly [RAW] = true

  constructor(
    readonly status: number,
    readonly bodyText: string | ReadableStream<Uint8Array>,
    /** Lower-case names; content-type defaults to application/json. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export const isRawResponse = (handled: unknown): handled is RawResponse =>
  typeof handled === 'object' && handled !== null && RAW in handled

/** 204, from an operation whose `response.nothing` is set. */
export const NOTHING = new RawResponse(204, '')

/**
 * A CSV file named such as `sentinel_investigate_20261120_074210.csv`, in UTC. The name and X-Export-Truncated say where
 * rows are missing.
 */
export function csvResponse(what: string, { csv, rows, truncated }: CsvExport): RawResponse {
  const digits = new Date().toISOString().replace(/\D/g, '')
  const stamp = `${digits.slice(0, 8)}_${digits.slice(8, 14)}`
  const more = truncated ? `_first_${rows}_of_more` : ''
  return new RawResponse(200, csv, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="sentinel_${what}_${stamp}${more}.csv"`,
    'x-export-rows': String(rows),
    'x-export-truncated': String(truncated),
  })
}
