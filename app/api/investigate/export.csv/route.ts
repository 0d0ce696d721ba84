import { apiRoutes } from '@/lib/http/api-route'
import { exportTransactionsOperation } from '@/lib/desk/transactions/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(exportTransactionsOperation)
