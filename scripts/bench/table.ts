/** One line of the bench: its name, its count and its times. */
export interface BenchLine {
  what: string
  load: string
  /** Milliseconds each. */
  samples: number[]
  perSecond?: number
  /** CPU time of the server and Postgres for one request, which varies less than its duration. */
  cpuMs?: number
  /** The `what` of the line that this one is compared with. */
  floor?: string
}

const percentile = (sorted: number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN

const milliseconds = (ms: number): string =>
  ms < 0.1 ? ms.toFixed(4) : ms < 10 ? ms.toFixed(2) : ms.toFixed(0)

export function summarise(line: BenchLine) {
  return { n: line.samples.length, ...percentiles(line.samples) }
}

export function percentiles(samples: number[]) {
  const sorted = samples.toSorted((a, b) => a - b)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => percentile(sorted, p)) as [number, number, number]
  return { p50, p95, p99 }
}

/** The lines as one aligned table; the ratio is p50 against the floor's p50 of the same run. */
export function formatTable(lines: BenchLine[]): string {
  const floors = new Map(lines.map((line) => [line.what, summarise(line).p50]))
  const head = ['what', 'load', 'n', 'p50 ms', 'p95 ms', 'p99 ms', 'per s', 'cpu ms', 'x floor']
  const rows = lines.map((line) => {
    const { n, p50, p95, p99 } = summarise(line)
    const floor = line.floor === undefined ? undefined : floors.get(line.floor)
    return [
      line.what,
      line.load,
      String(n),
      ...[p50, p95, p99].map(milliseconds),
      line.perSecond === undefined ? '' : line.perSecond.toFixed(0),
      line.cpuMs === undefined ? '' : line.cpuMs.toFixed(2),
      floor === undefined ? '' : (p50 / floor).toFixed(1),
    ]
  })
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)))
  const text = (row: string[]) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return [text(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(text)].join('\n')
}
