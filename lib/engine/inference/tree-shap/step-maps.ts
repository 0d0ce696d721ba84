import type { Steps } from '@/lib/platform/in-turns'
import { prefixSums } from './prefix-sums'
import { codeCount, type ThresholdCodes } from './threshold-codes'
import type { TreeGroup } from './tree-groups'

/** A group paired with one of its features. Slots are numbered group by group. */
export interface Slot {
  group: number
  feature: number
  /** Step of each code: its offset in the group's table. */
  steps: Uint16Array
}

/** The steps of all slots in two orders: slot by slot for blocks, code by code for single rows. */
export interface StepMaps {
  slots: Slot[]
  /** For blocks: the steps of a slot are contiguous from slotStepStart[slot]. */
  slotStepStart: Int32Array
  slotSteps: Uint16Array
  /** The run of a feature is the list of its slots, groups ascending: featureCount + 1 starts in runSlots. */
  runStart: Int32Array
  runSlots: Slot[]
  /** For single rows: the steps of a code are contiguous from runStepStart[feature] + code * run length. */
  runStepStart: Int32Array
  runSteps: Uint16Array
}

/** One slot per step. */
export function* buildStepMaps(
  groups: TreeGroup[],
  codes: ThresholdCodes,
  featureCount: number,
): Steps<StepMaps> {
  const slots = groups.flatMap(({ features, steps }, group) =>
    features.map(({ feature }, i): Slot => ({ group, feature, steps: steps[i]! })),
  )
  const runs = Array.from({ length: featureCount }, (): Slot[] => [])
  for (const slot of slots) runs[slot.feature]!.push(slot)
  const slotStepStart = prefixSums(slots.map(({ steps }) => steps.length))
  const slotSteps = new Uint16Array(slotStepStart[slots.length]!)
  slots.forEach(({ steps }, slot) => slotSteps.set(steps, slotStepStart[slot]))
  const runStepStart = prefixSums(runs.map((run, f) => run.length * codeCount(codes, f)))
  const runSteps = new Uint16Array(slotSteps.length)
  for (const [f, run] of runs.entries()) {
    for (const [j, { steps }] of run.entries()) {
      steps.forEach((step, code) => (runSteps[runStepStart[f]! + code * run.length + j] = step))
      yield
    }
  }
  return {
    slots,
    slotStepStart,
    slotSteps,
    runStart: prefixSums(runs.map((run) => run.length)),
    runSlots: runs.flat(),
    runStepStart,
    runSteps,
  }
}
