import { apiRoutes } from '@/lib/http/api-route'
import { revokeApiKeyOperation } from '@/lib/api-keys/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(revokeApiKeyOperation)
