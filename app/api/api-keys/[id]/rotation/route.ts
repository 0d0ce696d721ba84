import { apiRoutes } from '@/lib/http/api-route'
import { rotateApiKeyOperation } from '@/lib/access/api-keys/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(rotateApiKeyOperation)
