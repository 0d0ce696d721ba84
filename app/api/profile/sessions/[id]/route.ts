import { apiRoutes } from '@/lib/http/api-route'
import { endOwnSessionOperation } from '@/lib/access/profile/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(endOwnSessionOperation)
