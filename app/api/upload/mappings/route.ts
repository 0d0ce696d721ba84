import { apiRoutes } from '@/lib/http/api-route'
import { listUploadMappingsOperation, saveUploadMappingOperation } from '@/lib/scoring/uploads/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listUploadMappingsOperation,
  saveUploadMappingOperation,
)
