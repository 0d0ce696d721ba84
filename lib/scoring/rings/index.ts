/** Rings: accounts that share devices or phones, kept by a job from stored decisions. Server only. */
export { growRings } from './grow-rings'
