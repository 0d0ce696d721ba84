export { getTuner } from './get-tuner'
export { readLabelDelay } from './label-delay'
export { type OwnTraffic, readTuner, type TunerReading } from './read-tuner'
export { refreshTunerSnapshot, refreshTunerSnapshots } from './refresh-snapshots'
