/** Files of past transactions: one reader and one mapping for training, uploads and replays. */

export { canonicalMapping, PAYSIM_EPOCH } from './canonical-columns'
export { bindColumns, type ReadRow, type RowContent, type RowLabel } from './bind-columns'
export type { CellProblem } from './cell-readers'
export { type LabelBatch, type LabelMapping, labelMappingSchema, readLabelRows } from './read-label-rows'
export { readIsoTime } from './iso-time'
export { foldWord } from './fold-word'
export { type MappedField, type Mapping, mappingSchema, parseMapping } from './mapping'
export type { RowPurpose } from './bind-columns'
export type { WrittenTime } from './iso-time'
export {
  describeProblem,
  type HistoryBatch,
  type HistoryFile,
  type HistoryOptions,
  type HistoryRow,
  readHistory,
  type RejectedRow,
} from './read-history'
export { type Leak, TELLTALE } from './summary/leaks'
export { LEVEL as LABEL_GAP_LEVEL, isInGap, type LabelGap } from './summary/label-gaps'
export { type HistorySummary, HistorySummarizer } from './summary/summarize'
