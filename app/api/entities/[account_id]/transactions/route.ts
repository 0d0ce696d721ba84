import { apiRoutes } from '@/lib/http/api-route'
import { listEntityTransactionsOperation } from '@/lib/desk/entities/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listEntityTransactionsOperation)
