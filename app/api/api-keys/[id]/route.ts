import { apiRoutes } from '@/lib/http/api-route'
import { handOverApiKeyOperation, revokeApiKeyOperation } from '@/lib/access/api-keys/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  handOverApiKeyOperation,
  revokeApiKeyOperation,
)
