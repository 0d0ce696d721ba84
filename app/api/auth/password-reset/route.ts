import { apiRoutes } from '@/lib/http/api-route'
import {
  completePasswordResetOperation,
  requestPasswordResetOperation,
} from '@/lib/access/password-resets/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  completePasswordResetOperation,
  requestPasswordResetOperation,
)
