import type { TreeJson } from '../read-trees'

/** A model file as read, before its features are checked and its margins proven. */
export interface ImportedModel {
  library: 'LightGBM' | 'XGBoost'
  /** The format version of LightGBM's text, the release of XGBoost. */
  libraryVersion: string
  /** gbdt, dart, rf, gbtree. */
  booster: string
  objective: string
  /** In model order; null where the file names none. */
  featureNames: readonly string[] | null
  featureCount: number
  /** Leaves hold all that the library adds, multiplies or averages, so that the margin is their sum. Log-odds / slope. */
  trees: TreeJson[]
  /** The library adds the trees in float32, in their order; the first of them is its base score. */
  sumsFloat32: boolean
  /** Raw margins and contributions of the library, times this, are those of the trees: 1 / trees for averaged trees. */
  rawScale: number
  /** The library's probability is 1 / (1 + e^(-slope * margin)). */
  slope: number
}
