import { apiRoutes } from '@/lib/http/api-route'
import { listDeadLettersOperation } from '@/lib/scoring/stream/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listDeadLettersOperation)
