import { apiRoutes } from '@/lib/http/api-route'
import { listSimilarTransactionsOperation } from '@/lib/desk/transactions/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listSimilarTransactionsOperation)
