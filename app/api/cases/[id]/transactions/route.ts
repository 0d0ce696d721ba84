import { apiRoutes } from '@/lib/http/api-route'
import { linkTransactionsOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(linkTransactionsOperation)
