import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getModelReport, listModels, readLabelDelay } from '@/lib/governance/models'
import { getModelOperation } from '@/lib/governance/models/api'
import { getTransaction } from '@/lib/desk/transactions'
import { type ImportInput, importModel } from '@/lib/governance/imports'
import { importModelOperation } from '@/lib/governance/imports/api'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { prepareImport } from '@/lib/engine/inference'
import { sealTenant } from '@/lib/platform/db/seal'
import { withTenant } from '@/lib/platform/db'
import { LIGHTGBM_TEXT } from '../../../lib/engine/inference/import/support/model-files'
import { referenceOf } from '../../../lib/engine/inference/import/support/reference'
import { callOperation } from '../../../support/call-operation'
import { archiveOf, importArchive } from '../../../support/import-archive'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { putIntoProduction } from '../../../support/put-into-production'
import { insertRaw } from '../../../support/raw-transactions'
import { scoreRows } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** An institution's own model becomes a bundle of it alone, calibrated on its own matured decisions. */
const MODEL_TEXT = LIGHTGBM_TEXT.replaceAll('hour_of_day', 'sender_hours_since_sent')
const GENUINE = 1_200
const FRAUDS = 120
const DAY_MS = 86_400_000
/** Of the matured decisions, every tenth has no number for the risk. */
const MISSING_RISK = (GENUINE + FRAUDS) / 10

let minted: MintedTenant
let input: ImportInput

beforeAll(async () => {
  minted = await mintTenant()
  const file = Buffer.from(MODEL_TEXT)
  const reference = Buffer.from(JSON.stringify(referenceOf(await prepareImport(file, null, FEATURE_NAMES))))
  input = { name: 'ours', version: '1.0.0', file, reference, naming: null, uncalibrated: null }
  await writeHistory(minted)
})

/** Decisions older than 30 days, of which fraud has the highest amounts, and as many frauds that are younger. */
async function writeHistory({ tenant }: MintedTenant): Promise<void> {
  const count = GENUINE + 2 * FRAUDS
  const isYoung = (i: number) => i >= GENUINE + FRAUDS
  const ids = await insertRaw(
    tenant.id,
    Array.from({ length: count }, (_, i) => ({
      at: new Date(Date.now() - (isYoung(i) ? 3 : 40) * DAY_MS + i * 60_000 * (i % 7)).toISOString(),
      from: `account-${i}`,
      amount: i % 20,
    })),
  )
  const isFraud = (i: number) => i >= GENUINE
  await withClient('superuser', async (client) => {
    await client.query("select set_config('app.ctx', $1, false)", [sealTenant(tenant.id)])
    await client.query(
      `update predictions p
          set model_version_id = m.id,
              contributions = array_fill(0::float8, array[cardinality(m.feature_names)]),
              features = (select array_agg(case name when 'amount' then v.amount when 'sender_hours_since_sent' then 'NaN' else 0 end
                                           order by place)
                            from unnest(m.feature_names) with ordinality n (name, place))
         from model_versions m, json_to_recordset($2::json) v (id uuid, amount float8)
        where p.tenant_id = $1 and m.tenant_id = $1 and p.id = v.id`,
      [
        tenant.id,
        JSON.stringify(ids.map((id, i) => ({ id, amount: isFraud(i) && i % 3 > 0 ? 20 : i % 20 }))),
      ],
    )
    await client.query(
      `update transactions t set metadata = v.metadata
         from json_to_recordset($2::json) v (id uuid, metadata jsonb) where t.tenant_id = $1 and t.id = v.id`,
      [
        tenant.id,
        JSON.stringify(ids.map((id, i) => ({ id, metadata: { risk: i % 10 ? i % 24 : 'unknown' } }))),
      ],
    )
    await client.query(
      `insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, arrived_at)
       select $1, gen_random_uuid(), id, true, 1, 'feedback', now() from unnest($2::uuid[]) id`,
      [tenant.id, ids.filter((_, i) => isFraud(i))],
    )
  })
}

test('calibrates on the matured decisions alone, and registers the bundle without effect on scores', async () => {
  const {
    model: { id },
    manifest,
  } = await importModel(minted.as.admin, input)
  expect(manifest.imported?.history).toMatchObject({
    rows: GENUINE + FRAUDS,
    frauds: FRAUDS,
    labelDelayDays: await readLabelDelay(minted.tenant.id),
  })
  expect(manifest.calibrationKind).toBe('logistic')
  expect(Object.keys(manifest.files)).toContain('baseline.json')
  expect(manifest.thresholds.review).toBeLessThanOrEqual(manifest.thresholds.block)

  const { items } = await listModels(minted.as.admin)
  expect(items.find((model) => model.id === id)).toMatchObject({
    name: 'ours',
    stage: 'registered',
    origin: 'institution',
  })
  expect(items.filter(({ stage }) => stage === 'production').map(({ name }) => name)).toEqual(['sentinel'])
  const audited = await withTenant({ tenantId: minted.tenant.id }, (tx) =>
    tx.auditLog.count({ where: { action: 'model.uploaded', objectId: id } }),
  )
  expect(audited).toBe(1)
})

test('its page and its operation say where it comes from, and no other institution has it', async () => {
  const {
    model: { id },
  } = await importModel(minted.as.admin, { ...input, version: '1.1.0' })
  const { bundle } = await getModelReport(minted.as.analyst, id)
  expect(bundle).toMatchObject({
    state: 'read',
    documents: { training: null, imported: { library: 'LightGBM' } },
  })
  const response = await callOperation(getModelOperation, {
    params: { id },
    headers: bearer(await tokenOf(minted.emailOf.admin)),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    training: null,
    imported: {
      library: 'LightGBM',
      booster: 'gbdt',
      calibration_rows: GENUINE + FRAUDS,
      reference_rows: 240,
      float32_rows: null,
    },
    evaluation: { state: 'not-evaluated' },
  })
  const stranger = await mintTenant()
  await expect(getModelReport(stranger.as.admin, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('the same import returns the same model; other contents need another version', async () => {
  const at = new Date('2026-11-30T12:00:00Z')
  const kept = { ...input, version: '2.0.0', uncalibrated: { review: 0.2, block: 0.8 } }
  const {
    model: { id },
    manifest,
  } = await importModel({ ...minted.as.admin, at }, kept)
  expect(manifest).toMatchObject({ imported: { history: null }, thresholds: { review: 0.2, block: 0.8 } })
  expect((await importModel({ ...minted.as.admin, at }, kept)).model.id).toBe(id)
  const other = importModel(
    { ...minted.as.admin, at },
    { ...kept, uncalibrated: { review: 0.3, block: 0.8 } },
  )
  await expect(other).rejects.toMatchObject({ code: 'conflict' })
})

test('too few labels reject the import, with the number needed, and nothing is registered', async () => {
  const young = await mintTenant()
  await expect(importModel(young.as.admin, input)).rejects.toThrow(
    /needs 100 frauds and 1000 genuine payments .* there are 0 frauds and 0 genuine/,
  )
  expect((await listModels(young.as.admin)).items.map(({ name }) => name)).toEqual(['sentinel'])
})

test('a feature that no stored vector holds leaves no history to calibrate on', async () => {
  const unstored = FEATURE_NAMES.find((name) => !storedNames.has(name))!
  const file = Buffer.from(MODEL_TEXT.replaceAll('sender_hours_since_sent', unstored))
  await expect(importModel(minted.as.admin, { ...input, version: '3.0.0', file })).rejects.toThrow(
    /there are 0 frauds/,
  )
})

let storedNames: Set<string>
beforeAll(async () => {
  const { items } = await listModels(minted.as.admin)
  storedNames = new Set(items.flatMap(({ features }) => features))
})

test('reads numbers of the metadata: of stored decisions to calibrate, of new ones to score and explain', async () => {
  const file = Buffer.from(LIGHTGBM_TEXT.replaceAll('hour_of_day', 'theirs'))
  const naming = new Map([['theirs', 'metadata.risk']])
  const prepared = await prepareImport(file, naming, FEATURE_NAMES)
  const reference = Buffer.from(JSON.stringify(referenceOf(prepared)).replaceAll('metadata.risk', 'theirs'))
  const { model, manifest } = await importModel(minted.as.admin, {
    ...input,
    version: '4.0.0',
    file,
    reference,
    naming,
  })
  expect(model.features).toEqual(['amount', 'metadata.risk'])
  expect(manifest.imported?.history).toMatchObject({ rows: GENUINE + FRAUDS, frauds: FRAUDS })
  const { bundle } = await getModelReport(minted.as.analyst, model.id)
  if (bundle.state !== 'read') throw new Error(bundle.reason)
  expect(bundle.documents.baseline?.features['metadata.risk']).toMatchObject({ missing: MISSING_RISK })

  await putIntoProduction(model, minted)
  const rows = [{ risk: 3, note: 'free' }, { risk: 20 }, { risk: '3' }, undefined].map((metadata, i) =>
    paysimRow({ external_id: `metadata-${i}`, amount: 5, metadata }),
  )
  const scored = await scoreRows(await scoringKey(minted), rows)
  expect(scored.map(({ margin }) => margin)).toEqual([-1.375, 0.375, 0.375, 0.375])
  const [low, high, text, none] = scored.map(({ top_features }) =>
    top_features.find(({ name }) => name === 'metadata.risk'),
  )
  expect(low).toMatchObject({ label: 'risk (metadata)', value: 3 })
  expect(high?.value).toBe(20)
  expect([text?.value, none?.value]).toEqual([null, null])
  const { explanation } = await getTransaction(minted.as.analyst, scored[1]!.transaction_id)
  expect(explanation.contributions).toContainEqual(
    expect.objectContaining({ name: 'metadata.risk', label: 'risk (metadata)', value: 20 }),
  )
  expect(explanation.families).toContainEqual(expect.objectContaining({ family: 'metadata', features: 1 }))
})

describe('the operation', () => {
  const description = { name: 'sent', version: '1.0.0', model: 'model.txt', reference: 'rows.json' }
  const send = async (files: Record<string, string | Buffer>) =>
    callOperation(importModelOperation, {
      headers: bearer(await tokenOf(minted.emailOf.admin)),
      text: archiveOf(files),
    })
  const archive = (about: object, model = MODEL_TEXT) => ({
    'import.json': JSON.stringify(about),
    'model.txt': model,
    'rows.json': input.reference,
  })

  test('imports an archive with thresholds of its own', async () => {
    const response = await send(archive({ ...description, thresholds: { review: 0.2, block: 0.8 } }))
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ name: 'sent', stage: 'registered', origin: 'institution' })
  })

  test.each<[string, () => Record<string, string | Buffer>, string, RegExp]>([
    ['an archive without a description', () => ({ 'a.txt': 'a' }), 'invalid-archive', /no file import\.json/],
    ['a description that is no JSON', () => ({ 'import.json': '{' }), 'invalid-archive', /not valid JSON/],
    [
      'a description with an unknown field',
      () => archive({ ...description, threshold: 1 }),
      'invalid-archive',
      /threshold/,
    ],
    [
      'an archive that lacks a file it names',
      () => archive({ ...description, model: 'x.txt' }),
      'invalid-archive',
      /x\.txt/,
    ],
    [
      'a model with splits on categories',
      () => archive(description, MODEL_TEXT.replace('num_cat=0', 'num_cat=1')),
      'import-rejected',
      /splits on categories/,
    ],
  ])('rejects %s and registers nothing', async (_, files, code, detail) => {
    const response = await send(files())
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({
      type: expect.stringMatching(new RegExp(`${code}$`)) as string,
      detail: expect.stringMatching(detail) as string,
    })
  })
})

test('a server that is killed during an import leaves nothing, and the import succeeds at another one', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'import-'))
  const file = path.join(directory, 'archive.zip')
  await writeFile(file, await importArchive({ name: 'ours', version: '1.0.0' }))
  let own = await mintTenant()
  // On a busy machine an import may end before it is seen at work.
  while (!(await killAtWork(startImport(own.tenant.id, file)))) own = await mintTenant()
  expect((await listModels(own.as.admin)).items.map(({ name }) => name)).toEqual(['sentinel'])
  const [code] = (await once(startImport(own.tenant.id, file), 'exit')) as [number]
  expect(code).toBe(0)
  expect((await listModels(own.as.admin)).items.map(({ name }) => name)).toEqual(['ours', 'sentinel'])
  await rm(directory, { recursive: true })
}, 240_000)

/** A server process that imports the archive and then ends. */
const startImport = (tenantId: string, file: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'tests/support/import-model.ts', tenantId, file], {
    // A test sees another environment than its process has.
    env: { ...process.env },
    stdio: 'ignore',
  })

/** Kills a server while its helper process works, which ends with it. @returns false if the server ended before that was seen */
async function killAtWork(server: ChildProcess): Promise<boolean> {
  const ended = once(server, 'exit')
  for (;;) {
    const helper = helperOf(server)
    if (helper !== null) {
      server.kill('SIGKILL')
      await ended
      while (existsSync(`/proc/${helper}`)) await sleep(20)
      return true
    }
    if (server.exitCode !== null) {
      expect(server.exitCode).toBe(0)
      return false
    }
    await sleep(5)
  }
}

/** The process of a server that works on the bundle, once it is there. */
function helperOf({ pid }: ChildProcess): string | null {
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return (
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid) &&
        readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('bundle-helper')
      )
    } catch {
      return false
    }
  })
  return found ?? null
}

test('only an administrator imports', async () => {
  await expect(importModel(minted.as.senior_analyst, input)).rejects.toMatchObject({
    code: 'missing-permission',
  })
})
