import { apiRoutes } from '@/lib/http/api-route'
import { listQueueOperation } from '@/lib/transactions/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(listQueueOperation)
