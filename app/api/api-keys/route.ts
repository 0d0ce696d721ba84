import { apiRoutes } from '@/lib/http/api-route'
import { createApiKeyOperation, listApiKeysOperation } from '@/lib/api-keys/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(createApiKeyOperation, listApiKeysOperation)
