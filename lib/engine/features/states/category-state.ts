import type { Label } from '../types'
import { addToWindow, DAY_MS, type BucketList } from './time-window'

/** Today and 30 whole days before. */
export const CATEGORY_WINDOW = { bucketMs: DAY_MS, buckets: 31 }

/** What labels say of one merchant category. Moved by labels only, so that scoring takes no lock on it. */
export interface CategoryState {
  /** Layout version. */
  v: 1
  /** By the day on which the labels arrived: [day, labels, frauds among them, ...], 31 days. */
  g: BucketList
}

/** State of a merchant category without labels. */
export function emptyCategoryState(): CategoryState {
  return { v: 1, g: [] }
}

export function addCategoryLabel(state: CategoryState, { arrivedAtMs, sign, isFraud }: Label): void {
  addToWindow(state.g, CATEGORY_WINDOW, arrivedAtMs, sign, isFraud ? sign : 0)
}
