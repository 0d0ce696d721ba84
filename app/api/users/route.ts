import { apiRoutes } from '@/lib/http/api-route'
import { listUsersOperation } from '@/lib/access/users/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listUsersOperation)
