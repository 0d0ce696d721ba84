import { apiRoutes } from '@/lib/http/api-route'
import { endOtherSessionsOperation, listOwnSessionsOperation } from '@/lib/access/profile/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  endOtherSessionsOperation,
  listOwnSessionsOperation,
)
