import { apiRoutes } from '@/lib/http/api-route'
import { unlinkTransactionOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(unlinkTransactionOperation)
