import { isBundleError } from '../bundle-error'
import { readTrees, type TreeJson } from '../read-trees'
import type { TreeEnsemble } from '../trees'
import { ModelImportError } from './import-error'
import type { ImportedModel } from './imported-model'
import { LIMITS } from './limits'

/** The content of trees.json; JSON has no infinity. */
export const treesDocument = (trees: readonly TreeJson[]) => ({
  trees: trees.map((tree) => ({ ...tree, threshold: tree.threshold.map(finiteOrText) })),
})

const finiteOrText = (value: number): number | 'inf' | '-inf' =>
  Number.isFinite(value) ? value : value > 0 ? 'inf' : '-inf'

/**
 * The ensemble of an imported model, its indices and covers checked.
 * @throws ModelImportError for an invalid tree, or more splits than the explanation tables are prepared for
 */
export function readEnsemble({ trees, featureCount }: ImportedModel): TreeEnsemble {
  const splits = trees.reduce((sum, tree) => sum + tree.feature.length, 0)
  if (splits > LIMITS.splits) {
    throw new ModelImportError(`${splits} splits; up to ${LIMITS.splits} are accepted`)
  }
  if (!(Number.isInteger(featureCount) && featureCount >= 1 && featureCount <= LIMITS.features)) {
    throw new ModelImportError(`${featureCount} features; 1 to ${LIMITS.features} are accepted`)
  }
  const ensemble = check(() => readTrees(treesDocument(trees), featureCount))
  checkThresholds(ensemble)
  return ensemble
}

function check(read: () => TreeEnsemble): TreeEnsemble {
  try {
    return read()
  } catch (error) {
    if (isBundleError(error)) throw new ModelImportError(error.reason, { cause: error })
    throw error
  }
}

function checkThresholds(trees: TreeEnsemble): void {
  const distinct = Array.from({ length: trees.featureCount }, () => new Set<number>())
  trees.feature.forEach((feature, node) => distinct[feature]!.add(trees.threshold[node]!))
  const work = trees.feature.reduce((sum, feature) => sum + distinct[feature]!.size, 0)
  if (work > LIMITS.splitThresholds) {
    throw new ModelImportError(
      `the splits have too many distinct thresholds (${work} of ${LIMITS.splitThresholds} comparisons)`,
    )
  }
}
