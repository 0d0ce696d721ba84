export { findCounterfactual } from './find-counterfactual'
export { getTransaction } from './get-transaction'
export { listQueue } from './list-queue'
