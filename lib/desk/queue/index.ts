/** The queue: alerts in the order in which they are worth an analyst's time. */
export { countOpenAlerts } from './count-open-alerts'
export { listQueue } from './list-queue'
export { nextAlert } from './next-alert'
