import { csvLine, textCell } from '@/lib/platform/csv/write'
import type { ImportedRow } from '@/lib/desk/watchlists/schema'

/** The rejected rows as a CSV to correct, with line and reason. */
export const prepareErrorFile = (rows: readonly ImportedRow[]): string =>
  [
    csvLine(['line', 'kind', 'id', 'list', 'why']),
    ...rows
      .filter(({ result }) => result === 'refused')
      .map(({ line, kind, id, list, reason }) =>
        csvLine([String(line), textCell(kind), textCell(id), textCell(list), textCell(reason)]),
      ),
  ].join('')
