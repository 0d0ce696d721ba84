import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import type { Context } from '@/lib/contract/context'
import { decisionColumns, featureNamed, segmentOf, TABLE_FILE, TABLE_FORMAT } from '@/lib/engine/features'
import { ColumnFiles } from '@/lib/platform/column-files'
import { withTenant } from '@/lib/platform/db'
import { FRAUDS_NEEDED, GENUINE_NEEDED, type TrainingData, trainingData } from '../schema'
import { RetrainingFailure } from './failure'
import type { Progress } from './lease'
import type { Decision } from './read-page'

const MINOR = 100

/** What a finished table says about itself; null without one. */
export function readTableSummary(directory: string): TrainingData | null {
  const file = `${directory}/${TABLE_FILE}`
  if (!existsSync(/* turbopackIgnore: true */ file)) return null
  return trainingData.parse(
    (JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as { summary: unknown }).summary,
  )
}

/** A training table of stored decisions, which come in order of time. */
export class TrainingTable {
  private readonly hash = createHash('sha256')
  private readonly files: ColumnFiles<ReturnType<typeof decisionColumns>>
  private readonly counts = { frauds: 0, explored: 0, arrived: 0, blocked: 0, other: 0 }
  private firstAt: Date | null = null
  private lastAtMs = NaN

  private constructor(
    private readonly directory: string,
    private readonly names: readonly string[],
    /** Per model version that has all of them, by its id in hexadecimal: where each is in its vectors. */
    private readonly places: ReadonlyMap<string, readonly number[]>,
  ) {
    this.files = new ColumnFiles(directory, decisionColumns(names.length), (bytes) => this.hash.update(bytes))
  }

  /** An empty table of the catalogue features of the production model. */
  static async open(ctx: Context, directory: string): Promise<TrainingTable> {
    await rm(directory, { recursive: true, force: true })
    const tenantId = ctx.tenant.id
    const versions = await withTenant({ tenantId }, (tx) =>
      tx.modelVersion.findMany({
        where: { tenantId },
        select: { id: true, stage: true, featureNames: true },
      }),
    )
    const production = versions.find(({ stage }) => stage === 'production')
    if (!production)
      throw new RetrainingFailure('No model is in production, so nothing says which features to use.')
    const names = production.featureNames.filter((name) => featureNamed(name) !== undefined)
    const places = versions.map(({ id, featureNames }) => {
      return [id.replaceAll('-', ''), names.map((name) => featureNames.indexOf(name))] as const
    })
    return new TrainingTable(directory, names, new Map(places.filter(([, found]) => !found.includes(-1))))
  }

  async add(decision: Decision): Promise<void> {
    const { is } = decision
    const places = this.places.get(decision.modelVersion)
    if (places === undefined) this.counts.other += 1
    else if (is.blocked && !is.labelled) this.counts.blocked += 1
    else if (this.put(decision, places)) await this.files.flush()
  }

  /** True when the block is full and must be written. */
  private put(decision: Decision, places: readonly number[]): boolean {
    const { block, at } = this.files
    const { is, occurredAtMs, labelAtMs, amount, senderBalanceBefore } = decision
    places.forEach((place, i) => (block.features[at * places.length + i] = decision.feature(place)))
    block.label[at] = is.fraud ? 1 : 0
    block.label_at_ms[at] = labelAtMs
    block.occurred_at_ms[at] = occurredAtMs
    block.amount_minor[at] = Math.round(amount * MINOR)
    block.sender_balance_before_minor[at] = Math.round(senderBalanceBefore * MINOR)
    block.inverse_propensity[at] = is.drawn && is.blocked ? 0 : decision.inversePropensity
    block.segment[at] = segmentOf({ ...is, balances: !Number.isNaN(senderBalanceBefore) })
    this.counts.frauds += Number(is.fraud)
    this.counts.explored += Number(is.explored)
    this.counts.arrived += Number(is.labelled)
    this.firstAt ??= new Date(occurredAtMs)
    this.lastAtMs = occurredAtMs
    return this.files.rowDone()
  }

  progress(from: Date, before: Date): Progress {
    const done = (this.firstAt ? this.lastAtMs : from.getTime()) - from.getTime()
    const fraction = Math.min(1, Math.max(0, done / (before.getTime() - from.getTime())))
    return { fraction, message: `${this.files.rows.toLocaleString('en-US')} decisions` }
  }

  /** Writes the description last, at once: a table without one is unfinished. */
  async finish(delayDays: number): Promise<TrainingData> {
    await this.files.close()
    const { rows } = this.files
    const { frauds, explored, arrived, blocked, other } = this.counts
    requireEnough({ rows, frauds, delayDays, blocked, other })
    const summary: TrainingData = {
      from: this.firstAt!.toISOString(),
      to: new Date(this.lastAtMs).toISOString(),
      rows,
      frauds,
      explored,
      label_delay_days: delayDays,
      left_out: { blocked_without_label: blocked, other_features: other },
    }
    const document = {
      format: TABLE_FORMAT,
      rows,
      features: this.names,
      families: Object.fromEntries(this.names.map((name) => [name, featureNamed(name)!.family])),
      source: 'stored decisions',
      sourceSha256: this.hash.digest('hex'),
      mappingSha256: null,
      from: summary.from,
      to: summary.to,
      labels: { frauds, arrived, never: rows - arrived },
      typologies: [],
      notes: notesOf(summary),
      summary,
    }
    const file = `${this.directory}/${TABLE_FILE}`
    await writeFile(`${file}.part`, `${JSON.stringify(document, null, 2)}\n`)
    await rename(`${file}.part`, file)
    return summary
  }
}

interface Found {
  rows: number
  frauds: number
  delayDays: number
  blocked: number
  other: number
}

function requireEnough({ rows, frauds, delayDays, blocked, other }: Found): void {
  const genuine = rows - frauds
  if (frauds >= FRAUDS_NEEDED && genuine >= GENUINE_NEEDED) return
  const words = (count: number) => count.toLocaleString('en-US')
  throw new RetrainingFailure(
    `Training needs ${FRAUDS_NEEDED} frauds and ${words(GENUINE_NEEDED)} genuine payments that are older than ${delayDays} days. ` +
      `There are ${words(frauds)} frauds and ${words(genuine)} genuine payments; ${words(blocked)} blocked payments without a label ` +
      `and ${words(other)} decisions of models with other features are left out.`,
  )
}

/** For the model card. */
function notesOf({ label_delay_days: days, explored, left_out: leftOut }: TrainingData): string[] {
  const words = (count: number) => count.toLocaleString('en-US')
  return [
    `Decisions of the last ${days} days are left out: their labels are still on the way. Older ones without a label count as genuine.`,
    `${words(leftOut.blocked_without_label)} blocked payments without a label are left out: nobody knows whether they were fraud.`,
    `${words(leftOut.other_features)} decisions of models with other features are left out.`,
    `${words(explored)} payments were let through by exploration. They also stand for the blocked payments like them without a label.`,
  ]
}
