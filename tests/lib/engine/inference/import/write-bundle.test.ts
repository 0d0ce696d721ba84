import {
  loadModel,
  memorySource,
  prepareImport,
  type PreparedImport,
  writeImportedBundle,
} from '@/lib/engine/inference'
import { manifestSchema } from '@/lib/engine/inference/manifest'
import { leafOf } from '@/lib/engine/inference/predict'
import { LIGHTGBM_TEXT, xgboostJson } from './support/model-files'
import { asCsv, type ReferenceJson, referenceOf } from './support/reference'

const KNOWN = ['hour_of_day', 'amount', 'sender_balance_before']
const CHOICES = {
  name: 'ours',
  version: '1.0.0',
  calibration: { kind: 'logistic', slope: 1, intercept: 0 },
  history: null,
  baseline: null,
  thresholds: { review: 0.2, block: 0.8, mediumFrom: 0.2, highFrom: 0.8 },
  metrics: {},
  createdAt: new Date('2026-12-01T00:00:00Z'),
} as const

const prepare = (file = LIGHTGBM_TEXT, names: string[] | null = null) =>
  prepareImport(Buffer.from(file), names, KNOWN)
const write = (prepared: PreparedImport, reference: ReferenceJson) =>
  writeImportedBundle(prepared, Buffer.from(JSON.stringify(reference)), CHOICES)

test.each([
  ['LightGBM', LIGHTGBM_TEXT],
  ['a random forest', LIGHTGBM_TEXT.replace('objective=', 'average_output\nobjective=')],
  ['zero as missing', LIGHTGBM_TEXT.replace('decision_type=2 8', 'decision_type=4 6')],
  ['XGBoost', JSON.stringify(xgboostJson())],
])('a bundle of %s loads, verifies, and says what it was proven with', async (_, file) => {
  const prepared = await prepare(file)
  const { files, model } = await write(prepared, referenceOf(prepared))
  expect([...files.keys()].sort()).toEqual([
    'calibration.json',
    'card.md',
    'golden.json',
    'manifest.json',
    'model.onnx',
    'trees.json',
  ])
  const again = await loadModel(memorySource(files), { knownFeatures: KNOWN })
  expect(again.manifestSha256).toBe(model.manifestSha256)
  const { imported, training } = model.manifest
  expect(training).toBeUndefined()
  expect(imported).toMatchObject({
    fileSha256: prepared.fileSha256,
    history: null,
    reference: { rows: 240, leafShare: 1 },
  })
  expect(imported!.reference.margin).toBeLessThan(1e-6)
  const card = files.get('card.md')!.toString()
  expect(card).toContain(prepared.fileSha256)
  expect(card).toContain('**not** calibrated')
})

test('a CSV of reference rows proves as much as JSON', async () => {
  const prepared = await prepare()
  const reference = referenceOf(prepared)
  const fromJson = await write(prepared, reference)
  const fromCsv = await writeImportedBundle(prepared, asCsv(reference), CHOICES)
  expect({ ...fromCsv.model.manifest.imported!.reference, sha256: '' }).toEqual({
    ...fromJson.model.manifest.imported!.reference,
    sha256: '',
  })
})

test('reference columns may come in another order', async () => {
  const prepared = await prepare()
  const { features, rows, contributions, ...results } = referenceOf(prepared)
  const turned = {
    features: features.toReversed(),
    rows: rows.map((row) => row.toReversed()),
    contributions: contributions.map((row) => row.toReversed()),
    ...results,
  }
  await expect(write(prepared, turned)).resolves.toBeDefined()
})

test('names given with the import replace those of the file', async () => {
  const prepared = await prepare(LIGHTGBM_TEXT.replaceAll('hour_of_day', 'theirs'), ['amount', 'hour_of_day'])
  expect(prepared.features).toEqual(['amount', 'hour_of_day'])
})

test('a mapping gives the names of the product, and the reference rows may use those of the file', async () => {
  const file = Buffer.from(LIGHTGBM_TEXT.replaceAll('hour_of_day', 'theirs'))
  const naming = new Map([['theirs', 'metadata.risk']])
  const prepared = await prepareImport(file, naming, KNOWN)
  expect(prepared.features).toEqual(['amount', 'metadata.risk'])
  const reference = referenceOf(prepared)
  const { model } = await write(prepared, reference)
  expect(model.featureNames).toEqual(['amount', 'metadata.risk'])
  const byFile = JSON.parse(JSON.stringify(reference).replace('metadata.risk', 'theirs')) as ReferenceJson
  await expect(write(prepared, byFile)).resolves.toBeDefined()
  await expect(prepareImport(file, new Map([['other', 'amount']]), KNOWN)).rejects.toThrow(
    /the mapping names other, the model does not/,
  )
})

test('more fields of the metadata than a model may read are rejected', async () => {
  const names = Array.from({ length: 51 }, (_, i) => `metadata.f${i}`)
  const json = xgboostJson()
  json.learner.feature_names = names
  json.learner.learner_model_param.num_feature = '51'
  await expect(prepare(JSON.stringify(json))).rejects.toThrow(
    /51 features are fields of the metadata; up to 50/,
  )
})

describe('a margin of XGBoost, whose sums are float32', () => {
  const many = xgboostJson()
  const [tree] = many.learner.gradient_booster.model.trees
  many.learner.gradient_booster.model.trees = Array.from({ length: 300 }, (_, i) => {
    return { ...tree!, split_conditions: [10.5, 12, 2 / (i + 3), -0.1, 0.3] }
  })
  /** What XGBoost would state: the leaves of one row, added in float32. */
  function statedMargin({ trees }: PreparedImport, row: ReferenceJson['rows'][number]): number {
    const values = Float32Array.from(row, (value) => value ?? NaN)
    let sum = Math.fround(trees.leafValue[0]!)
    for (let t = 1; t < trees.treeCount; t++)
      sum = Math.fround(sum + Math.fround(trees.leafValue[leafOf(trees, t, values, 0)]!))
    return sum
  }

  test('may differ by more than 1e-5 where that sum of the same trees is the margin bit for bit', async () => {
    const prepared = await prepare(JSON.stringify(many))
    const reference = referenceOf(prepared)
    reference.margins = reference.rows.map((row) => statedMargin(prepared, row))
    const { files, model } = await write(prepared, reference)
    const proof = model.manifest.imported!.reference
    expect(proof.margin).toBeGreaterThan(1e-5)
    expect(proof.float32Rows).toBe(240)
    expect(files.get('card.md')!.toString()).toContain('bit for bit in 240 of 240 rows. Margins beyond 1e-5')

    const widest = reference.rows.findIndex((row) => Math.abs(statedMargin(prepared, row)) > 20)
    reference.margins[widest]! += 2e-5
    await expect(write(prepared, reference)).rejects.toThrow(/Added in float32 as the library does, it is/)
  })
})

describe('rejects', () => {
  type Change = (reference: ReferenceJson) => void
  const cases: [string, Change, RegExp][] = [
    [
      'a margin 2e-5 off',
      (reference) => (reference.margins[7]! += 2e-5),
      /margin of reference row 8 is .* the library says/,
    ],
    [
      'a contribution 2e-5 off',
      (reference) => (reference.contributions[7]![1]! += 2e-5),
      /row 8, hour_of_day, is/,
    ],
    [
      'another base value',
      (reference) => (reference.base_values[0]! += 2e-5),
      /base value of reference row 1 /,
    ],
    [
      'a feature that the rows lack',
      (reference) => (reference.features[0] = 'theirs'),
      /lack the feature amount/,
    ],
    ['too few rows', (reference) => Object.assign(reference, { rows: [] }), /0 reference rows; 200 to/],
    ['results of other rows', (reference) => reference.margins.pop(), /not those of 240 rows/],
    ['a row with a value missing', (reference) => reference.rows[3]!.pop(), /does not have 2 features/],
  ]
  test.each(cases)('reference rows with %s', async (_, change, reason) => {
    const prepared = await prepare()
    const reference = referenceOf(prepared)
    change(reference)
    await expect(write(prepared, reference)).rejects.toThrow(reason)
  })

  test('a CSV with a word instead of a number, or without a column', async () => {
    const prepared = await prepare()
    const csv = asCsv(referenceOf(prepared)).toString()
    const prove = (text: string) => writeImportedBundle(prepared, Buffer.from(text), CHOICES)
    await expect(prove(csv.replace(/\n[^,]+,/, '\nabc,'))).rejects.toThrow(
      /row 1, amount: "abc" is not a number/,
    )
    await expect(prove(csv.replace('contribution:amount', 'other'))).rejects.toThrow(
      /no column contribution:amount/,
    )
  })

  test('features that are not in the catalogue, a name twice, and a wrong number of names', async () => {
    await expect(prepare(LIGHTGBM_TEXT.replaceAll('hour_of_day', 'theirs'))).rejects.toThrow(
      /not in the feature catalogue: theirs/,
    )
    await expect(prepare(LIGHTGBM_TEXT, ['amount', 'amount'])).rejects.toThrow(/amount is named twice/)
    await expect(prepare(LIGHTGBM_TEXT, ['amount'])).rejects.toThrow(/1 feature names for 2 columns/)
    const json = xgboostJson()
    json.learner.feature_names = []
    await expect(prepare(JSON.stringify(json))).rejects.toThrow(/--features/)
  })
})

test('a manifest says either how a model was trained or where it was imported from', async () => {
  const prepared = await prepare()
  const { model } = await write(prepared, referenceOf(prepared))
  expect(manifestSchema.safeParse(model.manifest).success).toBe(true)
  expect(manifestSchema.safeParse({ ...model.manifest, imported: undefined }).success).toBe(false)
})
