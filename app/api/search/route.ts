import { apiRoutes } from '@/lib/http/api-route'
import { searchOperation } from '@/lib/desk/search/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(searchOperation)
