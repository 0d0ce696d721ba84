import { type LeafGroup, strideOf } from './leaf-groups'
import { prefixSums } from './prefix-sums'
import { codeCount, type ThresholdCodes } from './threshold-codes'

/**
 * How a row finds its cell in each group: its code in a feature moves the place in the group's table by a step.
 * Slots are the features of all groups, group by group, and an idle one at the end, which takes no step.
 */
export interface StepMaps {
  /** First slot of each group, then the idle slot: groupCount + 1 entries. */
  slotStart: Int32Array
  /** The idle slot stands for a column past the last feature. */
  slotFeature: Int32Array
  /** Step of a code in a slot: slotSteps[slotStepStart[slot] + code]. For many rows: a group's steps lie together. */
  slotStepStart: Int32Array
  slotSteps: Uint16Array
  /** Per feature the groups that use it, ascending (its run): featureCount + 1 entries into runGroup. */
  runStart: Int32Array
  runGroup: Int32Array
  /** The same steps for one row: those of a code lie together, at runSteps[runStepStart[f] + code * run length]. */
  runStepStart: Int32Array
  runSteps: Uint16Array
}

export function buildStepMaps(groups: LeafGroup[], codes: ThresholdCodes, featureCount: number): StepMaps {
  const slots = groups.flatMap((group, g) =>
    group.features.map(({ feature, classOf }, slot) => {
      const step = strideOf(group, slot) * group.features.length
      return { g, feature, steps: classOf.map((c) => c * step) }
    }),
  )
  const runs = Array.from({ length: featureCount }, (_, f) => slots.filter(({ feature }) => feature === f))
  const slotStepStart = prefixSums(slots.map(({ steps }) => steps.length))
  const slotSteps = new Uint16Array(slotStepStart[slots.length]! + 1)
  slots.forEach(({ steps }, slot) => slotSteps.set(steps, slotStepStart[slot]))
  const runStepStart = prefixSums(runs.map((run, f) => run.length * codeCount(codes, f)))
  const runSteps = new Uint16Array(runStepStart[featureCount]!)
  runs.forEach((run, f) => {
    run.forEach(({ steps }, j) => {
      steps.forEach((step, code) => (runSteps[runStepStart[f]! + code * run.length + j] = step))
    })
  })
  return {
    slotStart: prefixSums(groups.map((group) => group.features.length)),
    slotFeature: Int32Array.from([...slots.map(({ feature }) => feature), featureCount]),
    slotStepStart,
    slotSteps,
    runStart: prefixSums(runs.map((run) => run.length)),
    runGroup: Int32Array.from(runs.flat(), ({ g }) => g),
    runStepStart,
    runSteps,
  }
}
