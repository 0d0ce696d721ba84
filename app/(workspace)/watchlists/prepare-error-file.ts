import { csvLine, textCell } from '@/lib/platform/csv/write'
import type { ImportedRow } from '@/lib/desk/watchlists/schema'

/** What was not taken, as a CSV to correct: where, what and why. */
export const prepareErrorFile = (rows: readonly ImportedRow[]): string =>
  [
    csvLine(['line', 'kind', 'id', 'list', 'why']),
    ...rows
      .filter(({ result }) => result === 'refused')
      .map(({ line, kind, id, list, reason }) =>
        csvLine([String(line), textCell(kind), textCell(id), textCell(list), textCell(reason)]),
      ),
  ].join('')
