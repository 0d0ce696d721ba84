import { apiRoutes } from '@/lib/http/api-route'
import { listAssignableUsersOperation } from '@/lib/access/users/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listAssignableUsersOperation)
