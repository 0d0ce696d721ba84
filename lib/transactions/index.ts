export {
  countOpenAlerts,
  findCounterfactual,
  getTransaction,
  listQueue,
  listTransactions,
  summarizeTransactions,
} from './queries'
