import type { CsvExport } from '@/lib/platform/csv/write'
import { RawResponse } from './raw-response'

/**
 * A CSV to be kept under a name such as `sentinel_investigate_20261120_074210.csv`, in UTC. One that does not hold all
 * there is says so, in its name and in X-Export-Truncated.
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
