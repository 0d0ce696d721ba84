import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FEATURE_COUNT, FEATURE_NAMES } from '@/lib/engine/features'
import { CSV_HEADER, type SimulatedEvent, simulateWorld, toCsvRow } from '@/lib/engine/simulation'
import { writeTable } from '@/scripts/training-data/write-table'
import { storedVectors, useCatalogueModel } from '../../../support/catalogue-model'
import { mintTenant } from '../../../support/minted-tenant'
import { replayedStates, storedStates } from '../../../support/replay-states'
import { serveHistory } from '../../../support/serve-history'

/**
 * Training and serving compute the same features: one history through the scoring and label path and through the
 * training export gives equal vectors to the bit. A model with all features of the catalogue is used.
 * `PARITY_ROWS=100000 npm test -- tests/integration/scoring/path/parity.test.ts` compares more rows.
 */
const ROWS = Number(process.env.PARITY_ROWS ?? 3_000)
const WORLD = { seed: 7, startMs: Date.UTC(2026, 0, 5), days: 60 }
const ROWS_PER_CUSTOMER = 25

function history(): SimulatedEvent[] {
  const customers = Math.max(100, Math.ceil(ROWS / ROWS_PER_CUSTOMER))
  const events: SimulatedEvent[] = []
  for (const event of simulateWorld({ ...WORLD, customers })) if (events.push(event) === ROWS) break
  return events
}

/** The vectors of the training export for these events. */
async function exported(events: readonly SimulatedEvent[]): Promise<Float32Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parity-'))
  try {
    const file = path.join(folder, 'history.csv')
    await writeFile(file, [CSV_HEADER, ...events.map(toCsvRow), ''].join('\n'))
    await writeTable({ in: file, out: path.join(folder, 'table') })
    const bytes = await readFile(path.join(folder, 'table', 'features.bin'))
    return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test(
  `serving and the export compute the same features for ${ROWS} events, bit for bit`,
  async () => {
    const minted = await mintTenant()
    await useCatalogueModel(minted)
    const events = history()
    expect(events).toHaveLength(ROWS)
    const labels = await serveHistory(minted, events)
    const served = await storedVectors(minted)
    const trained = await exported(events)
    expect(trained).toHaveLength(ROWS * FEATURE_COUNT)
    expect(served).toHaveLength(ROWS)

    const differing = served.flatMap((vector, row) =>
      FEATURE_NAMES.flatMap((name, i) => {
        const [serving, training] = [vector[i], trained[row * FEATURE_COUNT + i]]
        return Object.is(serving, training) ? [] : [{ row, name, serving, training }]
      }),
    )
    expect(differing.slice(0, 10)).toEqual([])
    // Labels arrived in between, and the label features changed.
    expect(labels).toBeGreaterThan(ROWS / 500)
    const constant = FEATURE_NAMES.filter((_, i) =>
      served.every((vector) => Object.is(vector[i], served[0]?.[i])),
    )
    expect(constant).toEqual([])
    expect(await storedStates(minted.tenant.id)).toEqual(await replayedStates(minted.tenant.id))
  },
  180_000 + ROWS * 40,
)
