import { apiRoutes } from '@/lib/http/api-route'
import { changeProfileOperation, getProfileOperation } from '@/lib/access/profile/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  changeProfileOperation,
  getProfileOperation,
)
