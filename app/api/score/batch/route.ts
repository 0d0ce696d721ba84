import { apiRoutes } from '@/lib/http/api-route'
import { scoreBatchOperation } from '@/lib/scoring/path/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(scoreBatchOperation)
