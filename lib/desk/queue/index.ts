/** The queue: alerts in the order in which they are worth an analyst's time. Its list is that of transactions. */
export { countOpenAlerts, countOwnAlerts, type OpenAlerts } from './count-open-alerts'
export { nextAlert } from './next-alert'
