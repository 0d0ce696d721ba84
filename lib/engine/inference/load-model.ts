import { setImmediate as othersFirst } from 'node:timers/promises'
import { z } from 'zod'
import { isMetadataFeature } from '@/lib/engine/features'
import { runInTurns } from '@/lib/platform/in-turns'
import { type Bundle, type BundleSource, parseJson, readBundle } from './bundle'
import { BundleError } from './bundle-error'
import { type Calibration, calibrationSchema, calibrator } from './calibration'
import { goldenSchema } from './golden'
import { checkOnnxContents } from './onnx-contents'
import { type OnnxSession, openOnnxSession } from './onnx-session'

import { readTreesSteps } from './read-trees'
import { type TreeShap, treeShapSteps } from './tree-shap'
import { verifyModel } from './verify-model'
import { areEqual, type TreeEnsemble } from './trees'
import type { Model } from './types'

export interface LoadOptions {
  /** The features that the caller can compute, besides fields of the metadata. A model that uses another one is rejected. */
  knownFeatures?: readonly string[]
  /** The explanation of some trees, which takes most of the load. Used where the bundle holds the same trees bit for bit. */
  explained?: { trees: TreeEnsemble; shap: TreeShap }
}

/**
 * Loads a bundle and verifies it: hashes, features, golden margins, contributions and scores,
 * additivity, and the split decisions next to thresholds. A server scores meanwhile, so no step takes long.
 * @throws BundleError with the file and the reason.
 */
export async function loadModel(source: BundleSource, options: LoadOptions = {}): Promise<Model> {
  const bundle = await readBundle(source)
  const { manifest, manifestSha256 } = bundle
  checkFeatures(manifest.features, options.knownFeatures)
  await othersFirst()
  const json = parseJson('trees.json', fileOf(bundle, 'trees.json'), z.unknown())
  const trees = await runInTurns(readTreesSteps(json, manifest.features.length))
  const golden = parseJson('golden.json', fileOf(bundle, 'golden.json'), goldenSchema)
  const calibration = readCalibration(bundle)
  const onnx = await openSession(bundle)
  await othersFirst()
  const model: Model = {
    name: manifest.name,
    version: manifest.version,
    manifest,
    manifestSha256,
    featureNames: manifest.features,
    baseValue: manifest.baseValue,
    predictMargins: onnx.predictMargins,
    explain: (await explainerOf(trees, options.explained)).explain,
    calibrate: calibrator(calibration),
  }
  await verifyModel(model, trees, golden)
  return model
}

function checkFeatures(features: readonly string[], known: readonly string[] | undefined): void {
  const unknown = known && features.find((name) => !known.includes(name) && !isMetadataFeature(name))
  if (unknown) throw new BundleError('manifest.json', `the feature ${unknown} is unknown here`)
}

function readCalibration(bundle: Bundle): Calibration {
  const calibration = parseJson('calibration.json', fileOf(bundle, 'calibration.json'), calibrationSchema)
  const { calibrationKind = calibration.kind } = bundle.manifest
  if (calibrationKind === calibration.kind) return calibration
  throw new BundleError(
    'calibration.json',
    `its kind is ${calibration.kind}, the manifest says ${calibrationKind}`,
  )
}

async function openSession(bundle: Bundle): Promise<OnnxSession> {
  try {
    const bytes = fileOf(bundle, 'model.onnx')
    checkOnnxContents(bytes)
    await othersFirst()
    return await openOnnxSession(bytes, bundle.manifest.features.length)
  } catch (cause) {
    throw new BundleError('model.onnx', (cause as Error).message, { cause })
  }
}

async function explainerOf(trees: TreeEnsemble, known: LoadOptions['explained']): Promise<TreeShap> {
  return known && areEqual(known.trees, trees) ? known.shap : await buildExplainer(trees)
}

/** A server scores while it loads a model, so in turns. */
async function buildExplainer(trees: TreeEnsemble): Promise<TreeShap> {
  try {
    return await runInTurns(treeShapSteps(trees))
  } catch (cause) {
    throw new BundleError('trees.json', (cause as Error).message, { cause })
  }
}

function fileOf(bundle: Bundle, name: string): Buffer {
  const bytes = bundle.files.get(name)
  if (!bytes) throw new BundleError(name, 'it is missing')
  return bytes
}
