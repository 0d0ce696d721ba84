export {
  countOpenAlerts,
  findCounterfactual,
  getTransaction,
  listQueue,
  listTransactions,
  summarizeTransactions,
} from './queries'
export { searchConditions } from './search-conditions'
export { matchText } from './match-text'
