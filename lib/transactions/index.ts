export { getTransaction, listQueue } from './queries'
