import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'

const ROWS_PER_BLOCK = 8192

type Values = Float32Array | Float64Array | Uint8Array
/** The type of a column, and its numbers per row. */
export type Column<T extends Values = Values> = readonly [type: new (length: number) => T, width: number]
type Block<C extends Record<string, Column>> = { [K in keyof C]: C[K] extends Column<infer T> ? T : never }

/** Writes numbers as one raw little-endian file per column, `<column>.bin`, in blocks of rows. */
export class ColumnFiles<C extends Record<string, Column>> {
  /** The columns of the next rows. */
  readonly block: Block<C>
  rows = 0
  private readonly files: Map<keyof C, WriteStream>

  /** @param onBytes hears every byte that is written, column by column of each block */
  constructor(
    directory: string,
    columns: C,
    private readonly onBytes: (bytes: Uint8Array) => void = () => undefined,
  ) {
    mkdirSync(directory, { recursive: true })
    const names = Object.keys(columns)
    this.block = Object.fromEntries(
      names.map((name) => {
        const [Type, width] = columns[name]!
        return [name, new Type(ROWS_PER_BLOCK * width)]
      }),
    ) as Block<C>
    this.files = new Map(names.map((name) => [name, createWriteStream(`${directory}/${name}.bin`)]))
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
      const values: Values = this.block[column]
      const bytes = Buffer.from(new Uint8Array(values.buffer, 0, (rows * values.byteLength) / ROWS_PER_BLOCK))
      this.onBytes(bytes)
      if (!file.write(bytes)) await once(file, 'drain')
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
