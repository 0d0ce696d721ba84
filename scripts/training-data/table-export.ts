import { rmSync } from 'node:fs'
import path from 'node:path'
import { FEATURE_COUNT, segmentOf, TABLE_FILE } from '@/lib/engine/features'
import type { HistoryBatch, HistoryRow, LabelGap } from '@/lib/scoring/history'
import type { Truth } from './read-truth'
import { HistoryReplay } from './replay-history'
import { type ReplayRow, trainingRow } from './replay-input'
import { openTable, type TableWriter } from './table-writer'

export interface ExportSummary {
  rows: number
  labels: { frauds: number; arrived: number; never: number }
  entities: { accounts: number; devices: number; categories: number }
}

/** Runs the rows of a file through the serving features into the columns of a training table. */
export class TableExport {
  private readonly table: TableWriter
  private readonly replay = new HistoryReplay()
  private readonly labels = { frauds: 0, arrived: 0, never: 0 }
  private readonly unused = new Float32Array(FEATURE_COUNT)
  isStopped = false
  fromMs = NaN
  toMs = NaN

  constructor(
    directory: string,
    private readonly truth: Truth | null,
    private readonly gaps: readonly LabelGap[],
  ) {
    rmSync(path.join(directory, TABLE_FILE), { force: true })
    this.table = openTable(directory, { truth: truth !== null })
  }

  /** Nothing more is computed: the file will not be used. */
  stop(): void {
    this.isStopped = true
  }

  async add({ rows }: HistoryBatch): Promise<void> {
    if (this.isStopped) return
    for (const row of rows) if (this.addRow(row)) await this.table.flush()
  }

  async close(): Promise<void> {
    await this.table.close()
  }

  summary(): ExportSummary {
    return {
      rows: this.table.rows,
      labels: this.labels,
      entities: {
        accounts: this.replay.entities('account'),
        devices: this.replay.entities('device'),
        categories: this.replay.entities('merchant_category'),
      },
    }
  }

  /** True when the block is full and must be written. */
  private addRow(row: HistoryRow): boolean {
    const { table, truth } = this
    const training = trainingRow(row, this.gaps)
    if (!training.isExample) {
      this.replay.next(training, this.unused, 0)
      return false
    }
    this.replay.next(training, table.block.features, table.at * FEATURE_COUNT)
    if (truth !== null) putTruth(table, truth, row)
    putRow(table, training)
    this.labels.frauds += training.isFraud ? 1 : 0
    this.labels[training.labelAtMs === null ? 'never' : 'arrived'] += 1
    this.toMs = row.occurredAtMs
    if (table.rows === 0) this.fromMs = row.occurredAtMs
    return table.rowDone()
  }
}

function putRow({ block, at }: TableWriter, { input, isFraud, labelAtMs }: ReplayRow): void {
  block.label[at] = isFraud ? 1 : 0
  block.label_at_ms[at] = labelAtMs ?? NaN
  block.occurred_at_ms[at] = input.occurredAtMs
  block.amount_minor[at] = input.amountMinor
  block.sender_balance_before_minor[at] = input.senderBalanceBeforeMinor ?? NaN
  block.segment[at] = segmentOf({
    balances: input.senderBalanceBeforeMinor !== null,
    receiver: input.receiverAccount !== null,
    device: input.deviceId !== null,
    location: input.latitude !== null && input.longitude !== null,
  })
}

/** The truth file has a row for each row of the data file, rejected ones too. */
function putTruth({ block, at }: TableWriter, truth: Truth, { record, transaction }: HistoryRow): void {
  truth.requireSame(record, transaction.externalId)
  block.truth[at] = truth.isFraud[record]!
  block.typology[at] = truth.typology[record]!
}
