/** Retraining on an institution's own decisions: from the queue to a registered challenger. Server only. */
export { cancelRetraining } from './cancel-retraining'
export { getRetraining, getRetrainingSchedule, listRetrainings } from './queries'
export { requestRetraining } from './request-retraining'
export { runRetrainings } from './run/run-retrainings'
export { setRetrainingSchedule } from './set-schedule'
export { startDueRetrainings } from './start-due-retrainings'
