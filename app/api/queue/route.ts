import { apiRoutes } from '@/lib/http/api-route'
import { listQueueOperation } from '@/lib/desk/queue/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listQueueOperation)
