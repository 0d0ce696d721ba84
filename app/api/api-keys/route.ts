import { apiRoutes } from '@/lib/http/api-route'
import { createApiKeyOperation, listApiKeysOperation } from '@/lib/access/api-keys/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  createApiKeyOperation,
  listApiKeysOperation,
)
