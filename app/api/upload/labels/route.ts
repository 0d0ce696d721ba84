import { apiRoutes } from '@/lib/http/api-route'
import { uploadLabelsOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(uploadLabelsOperation)
