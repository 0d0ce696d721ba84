import type { Tenant } from '@/lib/contract/context'
import type { AppError } from '@/lib/platform/errors'
import { openFile, type SentFile } from '@/lib/scoring/uploads/file/open-file'
import { type FileReject, type FileRow, readRows } from '@/lib/scoring/uploads/file/read-rows'
import { streamOf } from '@/lib/scoring/uploads/file/read-sample'
import type { Answers } from '@/lib/scoring/uploads/schema'

export const TENANT: Tenant = {
  id: '00000000-0000-7000-8000-000000000001',
  slug: 'bank',
  name: 'Bank',
  stepEpochMs: Date.UTC(2026, 0, 5),
  earliestEventMs: Date.UTC(2016, 0, 1),
  country: 'KE',
  currency: 'USD',
  timeZone: 'Africa/Nairobi',
}

export const sent = (
  file: string | Buffer,
  texts: { answers?: Answers; mapping?: object } = {},
): SentFile => ({
  name: 'payments.csv',
  bytes: Buffer.from(file),
  answers: texts.answers && JSON.stringify(texts.answers),
  mapping: texts.mapping && JSON.stringify(texts.mapping),
})

export const detectIn = async (file: string | Buffer, answers?: Answers) =>
  (await openFile(sent(file, { answers }), TENANT)).detected

/** All rows of a file, read as an upload reads them. */
export async function readAll(file: string | Buffer, texts: { answers?: Answers; mapping?: object } = {}) {
  const given = sent(file, texts)
  const { detected, header } = await openFile(given, TENANT)
  if (detected.mapping === null) throw new Error(JSON.stringify(detected.questions))
  const rows: FileRow[] = []
  const rejects: FileReject[] = []
  const source = {
    file: streamOf([given.bytes]),
    mapping: detected.mapping,
    header,
    tenant: TENANT,
    now: new Date('2026-06-01T00:00:00Z'),
  }
  for await (const chunk of readRows(source)) {
    rows.push(...chunk.rows)
    rejects.push(...chunk.rejects)
  }
  return { rows, rejects, header }
}

/** `invalid-request line 1: is longer than ...` */
export const problemOf = async (read: Promise<unknown>): Promise<string> => {
  const error = (await read.then(
    () => new Error('nothing was rejected'),
    (thrown: unknown) => thrown,
  )) as AppError
  const [first] = error.errors ?? []
  return first
    ? `${error.code} ${first.field}: ${first.reason}`
    : `${error.code ?? error.name} ${error.message}`
}

export const PAYSIM_HEADER =
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud'
export const paysimLine = (step: number, amount: number | string, sender = 'C1'): string =>
  `${step},TRANSFER,${amount},${sender},181.5,0,C553264065,0,181.5,0,0`
