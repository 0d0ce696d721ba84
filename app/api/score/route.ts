import { apiRoutes } from '@/lib/http/api-route'
import { scoreOperation } from '@/lib/scoring/path/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(scoreOperation)
