import { apiRoutes } from '@/lib/http/api-route'
import { resendDeadLetterOperation } from '@/lib/scoring/stream/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(resendDeadLetterOperation)
