import { apiRoutes } from '@/lib/http/api-route'
import { changeViewOperation, deleteViewOperation } from '@/lib/desk/saved-views/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(changeViewOperation, deleteViewOperation)
