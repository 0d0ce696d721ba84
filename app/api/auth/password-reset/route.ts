import { apiRoutes } from '@/lib/http/api-route'
import { completeResetOperation, requestResetOperation } from '@/lib/access/password-resets/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  completeResetOperation,
  requestResetOperation,
)
