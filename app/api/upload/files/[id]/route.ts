import { apiRoutes } from '@/lib/http/api-route'
import { getUploadFileOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getUploadFileOperation)
