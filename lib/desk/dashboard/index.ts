export { nextAlerts } from './next-alerts'
export { ratePosture } from './rate-posture'
export { countOpenedCases, readActivity, readBaseline, readOpenAlerts } from './read-activity'
export { readPlaces } from './read-places'
