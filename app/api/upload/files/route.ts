import { apiRoutes } from '@/lib/http/api-route'
import { openUploadFileOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(openUploadFileOperation)
