import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'

/** One row of the PaySim excerpt as the scoring endpoint takes it, with the truth that the product never sees. */
export interface ExcerptRow {
  body: Record<string, string | number>
  step: number
  isFraud: boolean
}

const NUMBERS = ['oldbalanceOrg', 'newbalanceOrig', 'oldbalanceDest', 'newbalanceDest']

/** Reads prisma/seed/paysim-demo.csv.gz, in order of time. Balances beyond two decimals are rounded to cents. */
export async function readExcerpt(): Promise<ExcerptRow[]> {
  const file = await readFile(path.join(process.cwd(), 'prisma', 'seed', 'paysim-demo.csv.gz'))
  const parsed = Papa.parse<Record<string, string>>(gunzipSync(file).toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const cents = (text: string | undefined) => Math.round(Number(text) * 100) / 100
  return parsed.data.map((row, index) => ({
    step: Number(row.step),
    isFraud: row.isFraud === '1',
    body: {
      external_id: `paysim-demo-${index + 1}`,
      step: Number(row.step),
      type: row.type ?? '',
      amount: cents(row.amount),
      nameOrig: row.nameOrig ?? '',
      nameDest: row.nameDest ?? '',
      ...Object.fromEntries(NUMBERS.map((name) => [name, cents(row[name])])),
    },
  }))
}
