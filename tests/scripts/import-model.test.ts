import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { directorySource, loadModel, prepareImport } from '@/lib/engine/inference'
import { importModelFile } from '@/scripts/import-model'
import { proveModel } from '@/scripts/prove-model'
import { LIGHTGBM_TEXT } from '../lib/engine/inference/import/support/model-files'
import { referenceOf } from '../lib/engine/inference/import/support/reference'

const MODEL = LIGHTGBM_TEXT
const folder = mkdtempSync(path.join(tmpdir(), 'import-'))
const model = path.join(folder, 'model.txt')
const reference = path.join(folder, 'reference.json')
const NO_DATABASE = 'postgresql://nobody@127.0.0.1:1/none'

const GOOD = { tenant: 'my-bank', name: 'ours', version: '1.0.0', model, reference }
const asArguments = (given: Record<string, string>) =>
  Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])

beforeAll(async () => {
  writeFileSync(model, MODEL)
  const prepared = await prepareImport(Buffer.from(MODEL), null, FEATURE_NAMES)
  writeFileSync(reference, JSON.stringify(referenceOf(prepared)))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('npm run model:prove', () => {
  test('prints how far the product is from the library', async () => {
    const printed = await proveModel(asArguments({ model, reference }))
    expect(printed).toContain('LightGBM v4, gbdt, binary: 2 trees, 2 features')
    expect(printed).toContain('240 reference rows reach 100.0 % of the leaves')
    expect(printed).toMatch(/margin \d\.\de[+-]\d+, contribution \d\.\de[+-]\d+, base value \d\.\de[+-]\d+/)
  })

  test('writes a bundle that loads, once', async () => {
    const out = path.join(folder, 'bundle')
    const given = { model, reference, out, name: 'ours', version: '1.0.0', review: '0.2', block: '0.8' }
    await proveModel(asArguments(given))
    const loaded = await loadModel(directorySource(out), { knownFeatures: FEATURE_NAMES })
    expect(loaded).toMatchObject({
      name: 'ours',
      version: '1.0.0',
      manifest: { thresholds: { review: 0.2 } },
    })
    await expect(proveModel(asArguments(given))).rejects.toThrow(/EEXIST/)
    await expect(proveModel(asArguments({ model, reference, out }))).rejects.toThrow(/--out needs --name/)
  })

  test('names a file that cannot be read', async () => {
    const missing = path.join(folder, 'none.txt')
    await expect(proveModel(asArguments({ model: missing, reference }))).rejects.toThrow(
      `${missing} cannot be read`,
    )
  })
})

describe('npm run model:import', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['a name with capitals', { name: 'Ours' }, '--name must be small letters'],
    ['a version of two numbers', { version: '1.0' }, '--version must be three numbers'],
    ['an unknown calibration', { calibration: 'none' }, '--calibration must be history or identity'],
    ['identity without thresholds', { calibration: 'identity' }, 'needs --review and --block'],
    [
      'thresholds in the wrong order',
      { calibration: 'identity', review: '0.9', block: '0.2' },
      'not above the second',
    ],
    ['a threshold above 1', { calibration: 'identity', review: '2', block: '0.2' }, '--review'],
    ['thresholds with a history', { review: '0.2' }, 'belong to --calibration identity'],
    ['a file that is not there', { model: path.join(folder, 'none.txt') }, 'cannot be read'],
  ]
  test.each(cases)('rejects %s before it connects', async (_, change, reason) => {
    await expect(importModelFile(NO_DATABASE, asArguments({ ...GOOD, ...change }))).rejects.toThrow(reason)
  })

  test('names every missing argument', async () => {
    const all = importModelFile(NO_DATABASE, [])
    await expect(all).rejects.toThrow(/--tenant is missing[^]*--model is missing[^]*--reference is missing/)
  })
})
