import { FEATURE_COUNT, trainingColumns } from '@/lib/engine/features'
import { ColumnFiles } from '@/lib/platform/column-files'

const COLUMNS = trainingColumns(FEATURE_COUNT)
const TRUTH_COLUMNS = { truth: [Uint8Array, 1], typology: [Uint8Array, 1] } as const

/** The columns of a training table. `truth` and `typology` are there only where the truth is known. */
export type TableWriter = ColumnFiles<typeof COLUMNS & typeof TRUTH_COLUMNS>

export function openTable(directory: string, { truth }: { truth: boolean }): TableWriter {
  const columns = truth ? { ...COLUMNS, ...TRUTH_COLUMNS } : COLUMNS
  return new ColumnFiles(directory, columns) as TableWriter
}
