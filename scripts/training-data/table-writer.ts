import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { FEATURE_COUNT } from '@/lib/engine/features'

const ROWS_PER_BLOCK = 8192

const emptyBlock = () => ({
  features: new Float32Array(ROWS_PER_BLOCK * FEATURE_COUNT),
  label: new Uint8Array(ROWS_PER_BLOCK),
  label_at_ms: new Float64Array(ROWS_PER_BLOCK),
  occurred_at_ms: new Float64Array(ROWS_PER_BLOCK),
  amount_minor: new Float64Array(ROWS_PER_BLOCK),
  sender_balance_before_minor: new Float64Array(ROWS_PER_BLOCK),
  segment: new Uint8Array(ROWS_PER_BLOCK),
  truth: new Uint8Array(ROWS_PER_BLOCK),
  typology: new Uint8Array(ROWS_PER_BLOCK),
})

/** The columns of the next rows; `truth` and `typology` are written only when they are known. */
export type TableBlock = ReturnType<typeof emptyBlock>
type Column = keyof TableBlock

/** Writes a training table: one raw little-endian file per column, in blocks of rows. */
export class TableWriter {
  readonly block = emptyBlock()
  rows = 0
  private readonly files: Map<Column, WriteStream>

  constructor(directory: string, columns: { truth: boolean }) {
    mkdirSync(directory, { recursive: true })
    const names = (Object.keys(this.block) as Column[]).filter(
      (name) => columns.truth || (name !== 'truth' && name !== 'typology'),
    )
    this.files = new Map(names.map((name) => [name, createWriteStream(path.join(directory, `${name}.bin`))]))
  }

  /** The index of the next row in the block. */
  get at(): number {
    return this.rows % ROWS_PER_BLOCK
  }

  /** Counts the row written at `at`. True when the block is full and `flush` must be awaited. */
  rowDone(): boolean {
    this.rows += 1
    return this.at === 0
  }

  /** Writes the first `rows` rows of the block. Its arrays are reused, so the bytes are copied. */
  async flush(rows = ROWS_PER_BLOCK): Promise<void> {
    for (const [column, file] of this.files) {
      const values = this.block[column]
      const bytes = (rows * values.byteLength) / ROWS_PER_BLOCK
      if (!file.write(Buffer.from(new Uint8Array(values.buffer, 0, bytes)))) await once(file, 'drain')
    }
  }

  async close(): Promise<void> {
    await this.flush(this.at)
    for (const file of this.files.values()) {
      file.end()
      await once(file, 'finish')
    }
  }
}
