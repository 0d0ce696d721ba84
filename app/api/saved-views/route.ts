import { apiRoutes } from '@/lib/http/api-route'
import { listSavedViewsOperation, saveViewOperation } from '@/lib/desk/saved-views/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listSavedViewsOperation,
  saveViewOperation,
)
