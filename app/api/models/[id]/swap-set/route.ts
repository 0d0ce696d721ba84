import { apiRoutes } from '@/lib/http/api-route'
import { listSwapSetOperation } from '@/lib/governance/challengers/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listSwapSetOperation)
