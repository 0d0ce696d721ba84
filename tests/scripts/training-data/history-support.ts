import type { HistoryRow } from '@/scripts/training-data/bind-columns'
import type { HistoryFile } from '@/scripts/training-data/read-history'

export async function historyRows(file: HistoryFile): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = []
  for await (const batch of file.batches) rows.push(...batch)
  return rows
}
