import { apiRoutes } from '@/lib/http/api-route'
import { linkTransactionsOperation } from '@/lib/cases/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(linkTransactionsOperation)
