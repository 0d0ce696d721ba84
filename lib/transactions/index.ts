export { findCounterfactual, getTransaction, listQueue } from './queries'
