import { EXPORT_LIMIT } from './export-transactions'

/** 'sentinel_investigate_20261120_074210.csv', in UTC; a file that does not hold all matches says so. */
export function exportFileName(at: Date, truncated: boolean): string {
  const digits = at.toISOString().replace(/\D/g, '')
  const stamp = `${digits.slice(0, 8)}_${digits.slice(8, 14)}`
  return `sentinel_investigate_${stamp}${truncated ? `_first_${EXPORT_LIMIT}_of_more` : ''}.csv`
}
