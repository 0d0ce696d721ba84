import type { Label } from '../types'
import type { Layout } from './state-layout'
import { addToWindow, DAY_MS, type BucketList, keptWindow } from './time-window'

/** Today and the 30 whole days before. */
const CATEGORY_WINDOW = keptWindow(DAY_MS, 31)

/** Labels of one merchant category. Only labels update it, so scoring needs no lock on it. */
export interface CategoryState {
  /** By day of arrival: [day, labels, frauds among them, ...]. */
  byArrival: BucketList
}

/** State of a merchant category without labels. */
export function emptyCategoryState(): CategoryState {
  return { byArrival: [] }
}

export const categoryLayout: Layout<CategoryState> = (stream, category) => ({
  byArrival: stream.list(category.byArrival, 'g'),
})

/** Adds the labels of another spelling of the category, in place. */
export function mergeCategory(into: CategoryState, { byArrival }: CategoryState): void {
  for (let i = 0; i < byArrival.length; i += 3)
    addToWindow(into.byArrival, CATEGORY_WINDOW, byArrival[i]! * DAY_MS, byArrival[i + 1]!, byArrival[i + 2]!)
}

export function addCategoryLabel(state: CategoryState, { arrivedAtMs, sign, isFraud }: Label): void {
  addToWindow(state.byArrival, CATEGORY_WINDOW, arrivedAtMs, sign, isFraud ? sign : 0)
}
