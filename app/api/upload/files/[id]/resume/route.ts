import { apiRoutes } from '@/lib/http/api-route'
import { resumeUploadFileOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(resumeUploadFileOperation)
