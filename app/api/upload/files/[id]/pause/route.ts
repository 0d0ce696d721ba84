import { apiRoutes } from '@/lib/http/api-route'
import { pauseUploadFileOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(pauseUploadFileOperation)
