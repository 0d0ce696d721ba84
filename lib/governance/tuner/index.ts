export { getTuner } from './get-tuner'
export { type OwnTraffic, readTuner, type TunerReading } from './read-tuner'
export { refreshTunerSnapshot, refreshTunerSnapshots } from './refresh-snapshots'
