import { z } from 'zod'
import { isMetadataFeature } from '@/lib/engine/features'
import { type Bundle, type BundleSource, parseJson, readBundle } from './bundle'
import { BundleError } from './bundle-error'
import { type Calibration, calibrationSchema, calibrator } from './calibration'
import { goldenSchema } from './golden'
import { checkOnnxContents } from './onnx-contents'
import { type OnnxSession, openOnnxSession } from './onnx-session'

import { readTrees } from './read-trees'
import { buildTreeShap, type TreeShap } from './tree-shap'
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
 * additivity, and the split decisions next to thresholds.
 * @throws BundleError with the file and the reason.
 */
export async function loadModel(source: BundleSource, options: LoadOptions = {}): Promise<Model> {
  const bundle = await readBundle(source)
  const { manifest, manifestSha256 } = bundle
  checkFeatures(manifest.features, options.knownFeatures)
  const trees = readTrees(
    parseJson('trees.json', fileOf(bundle, 'trees.json'), z.unknown()),
    manifest.features.length,
  )
  const golden = parseJson('golden.json', fileOf(bundle, 'golden.json'), goldenSchema)
  const calibration = readCalibration(bundle)
  const onnx = await openSession(bundle)
  const model: Model = {
    name: manifest.name,
    version: manifest.version,
    manifest,
    manifestSha256,
    featureNames: manifest.features,
    baseValue: manifest.baseValue,
    predictMargins: onnx.predictMargins,
    explain: explainerOf(trees, options.explained).explain,
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
    return await openOnnxSession(bytes, bundle.manifest.features.length)
  } catch (cause) {
    throw new BundleError('model.onnx', (cause as Error).message, { cause })
  }
}

function explainerOf(trees: TreeEnsemble, known: LoadOptions['explained']): TreeShap {
  return known && areEqual(known.trees, trees) ? known.shap : buildExplainer(trees)
}

function buildExplainer(trees: TreeEnsemble): TreeShap {
  try {
    return buildTreeShap(trees)
  } catch (cause) {
    throw new BundleError('trees.json', (cause as Error).message, { cause })
  }
}

function fileOf(bundle: Bundle, name: string): Buffer {
  const bytes = bundle.files.get(name)
  if (!bytes) throw new BundleError(name, 'it is missing')
  return bytes
}
