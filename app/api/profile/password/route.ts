import { apiRoutes } from '@/lib/http/api-route'
import { changePasswordOperation } from '@/lib/access/profile/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(changePasswordOperation)
