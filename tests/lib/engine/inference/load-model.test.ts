import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { FEATURE_NAMES } from '@/lib/engine/features'
import { directorySource, loadModel } from '@/lib/engine/inference'
import type { Golden } from '@/lib/engine/inference/golden'
import { float32Step } from '@/lib/engine/inference/probe-rows'
import type { BundleManifest } from '@/lib/engine/inference/types'
import { BUNDLE, BUNDLES, copyBundle, readBundleJson } from './support/bundle'

const features = readBundleJson<BundleManifest>('manifest.json').features
const filesOf = (dir: string) => readdirSync(dir).map((name) => path.join(dir, name))

describe('the committed bundles', () => {
  test.each(BUNDLES)('%s passes verification and uses features of the catalogue', async (dir) => {
    const model = await loadModel(directorySource(dir), { knownFeatures: FEATURE_NAMES })
    expect(model.featureNames).toEqual(readBundleJson<BundleManifest>('manifest.json', dir).features)
    expect(filesOf(dir).reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(8 * 1024 ** 2)
    expect(model.manifestSha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a wrong number of features throws', async () => {
    const model = await loadModel(directorySource(BUNDLE))
    const short = new Float32Array(features.length - 1)
    await expect(model.predictMargins(short, 1)).rejects.toThrow(RangeError)
    expect(() => model.explain(short, 1)).toThrow(RangeError)
  })

  test('no rows give no margins, and the server goes on while a model is loaded', async () => {
    let others = 0
    const timer = setInterval(() => others++, 1)
    const model = await loadModel(directorySource(BUNDLE))
    clearInterval(timer)
    expect(others).toBeGreaterThan(50)
    expect(await model.predictMargins(new Float32Array(), 0)).toHaveLength(0)
    expect(model.explain(new Float32Array(), 0)).toHaveLength(0)
  })
})

describe('a corrupted bundle is rejected with the file and the reason', () => {
  const cases: [string, (bundle: ReturnType<typeof copyBundle>) => void, string, RegExp][] = [
    ['a flipped byte', ({ file }) => flipByte(file('model.onnx')), 'model.onnx', /SHA-256/],
    ['a missing file', ({ file }) => rmSync(file('trees.json')), 'trees.json', /cannot be read/],
    ['no manifest', ({ file }) => rmSync(file('manifest.json')), 'manifest.json', /cannot be read/],
    [
      'a file that is not in the manifest',
      ({ file }) => writeFileSync(file('extra.bin'), 'x'),
      'extra.bin',
      /does not name/,
    ],
    ['a file left out of the manifest', leaveOut('golden.json'), 'golden.json', /does not name/],
    ['a file name that leaves the folder', outside, 'manifest.json', /files/],
    [
      'a manifest that is not JSON',
      ({ file }) => appendFileSync(file('manifest.json'), '}'),
      'manifest.json',
      /JSON/,
    ],
    ['a feature named twice', ({ changeManifest }) => changeManifest(nameTwice), 'manifest.json', /twice/],
    [
      'another base value',
      ({ changeManifest }) => changeManifest((m) => (m.baseValue += 1e-6)),
      'manifest.json',
      /base value/,
    ],
    ['a model that is not ONNX', ({ replace }) => replace('model.onnx', 'not a model'), 'model.onnx', /./],
    [
      'a golden margin that differs',
      golden((g) => (g.margins[3]! += 2e-5)),
      'trees.json',
      /golden margin of row 3/,
    ],
    [
      'a contribution that differs',
      golden((g) => (g.contributions[0]![1]! += 2e-6)),
      'trees.json',
      /contribution of/,
    ],
    [
      'a score that differs',
      golden((g) => (g.scores[0]! += 2e-12)),
      'calibration.json',
      /golden score of row 0/,
    ],
    ['golden rows of another width', golden((g) => g.rows[5]!.pop()), 'golden.json', /rows of/],
    ['a decreasing calibration', falling, 'calibration.json', /slope/],
    [
      'a calibration of another kind than the manifest says',
      ({ changeManifest }) => changeManifest(nameAnotherKind),
      'calibration.json',
      /the manifest says/,
    ],
    ['trees with another leaf value', changeLeaf, 'manifest.json', /base value/],
    ['trees with a threshold one float32 step higher', stepThreshold, 'model.onnx', /beside thresholds/],
    ['trees with a cycle', cycle, 'trees.json', /reached twice/],
    ['a threshold that float32 cannot hold', oddThreshold, 'trees.json', /float32/],
    ['covers that do not sum', oddCover, 'trees.json', /covers/],
  ]

  test.each(cases)('%s', async (_name, spoil, file, reason) => {
    const bundle = copyBundle()
    spoil(bundle)
    await expect(loadModel(directorySource(bundle.dir))).rejects.toMatchObject({
      name: 'BundleError',
      file,
      reason: expect.stringMatching(reason) as string,
    })
    rmSync(bundle.root, { recursive: true })
  })

  test('a feature that the caller cannot compute', async () => {
    const known = features.slice(1)
    await expect(loadModel(directorySource(BUNDLE), { knownFeatures: known })).rejects.toThrow(
      `the feature ${features[0]} is unknown`,
    )
  })
})

type Spoil = (bundle: ReturnType<typeof copyBundle>) => void
interface TreesJson {
  trees: { threshold: number[]; left: number[]; cover: number[]; leafValue: number[] }[]
}

function flipByte(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(file, bytes)
}

function leaveOut(name: string): Spoil {
  return ({ changeManifest }) => changeManifest((manifest) => delete manifest.files[name])
}

function outside({ changeManifest }: ReturnType<typeof copyBundle>): void {
  changeManifest((manifest) => (manifest.files['../secret'] = '0'.repeat(64)))
}

function nameTwice(manifest: BundleManifest): void {
  manifest.features[0] = manifest.features[1]!
}

function golden(change: (golden: Golden) => void): Spoil {
  return ({ replaceJson }) => replaceJson<Golden>('golden.json', change)
}

function nameAnotherKind(manifest: BundleManifest): void {
  manifest.calibrationKind = manifest.calibrationKind === 'beta' ? 'logistic' : 'beta'
}

function falling({ replace }: ReturnType<typeof copyBundle>): void {
  replace('calibration.json', JSON.stringify({ kind: 'logistic', slope: -1, intercept: 0 }))
}

function changeLeaf({ replaceJson }: ReturnType<typeof copyBundle>): void {
  replaceJson<TreesJson>('trees.json', ({ trees }) => trees[0]!.leafValue.fill(0.5))
}

function stepThreshold({ replaceJson }: ReturnType<typeof copyBundle>): void {
  replaceJson<TreesJson>('trees.json', ({ trees }) => {
    trees[0]!.threshold[0] = float32Step(trees[0]!.threshold[0]!, 1)
  })
}

function cycle({ replaceJson }: ReturnType<typeof copyBundle>): void {
  replaceJson<TreesJson>('trees.json', ({ trees }) => (trees[0]!.left[0] = 0))
}

function oddThreshold({ replaceJson }: ReturnType<typeof copyBundle>): void {
  replaceJson<TreesJson>('trees.json', ({ trees }) => (trees[0]!.threshold[0] = 0.1))
}

function oddCover({ replaceJson }: ReturnType<typeof copyBundle>): void {
  replaceJson<TreesJson>('trees.json', ({ trees }) => (trees[0]!.cover[0]! += 1))
}
