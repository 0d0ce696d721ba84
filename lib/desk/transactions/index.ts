export {
  EXPORT_LIMIT,
  EXPORTS_PER_HOUR,
  exportTransactions,
  findCounterfactual,
  getTransaction,
  listSimilar,
  listTransactions,
  readPartyGlances,
  summarizeTransactions,
} from './queries'
export { searchConditions } from './search-conditions'
export { matchText } from './match-text'
