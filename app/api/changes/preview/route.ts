import { apiRoutes } from '@/lib/http/api-route'
import { previewChangeOperation } from '@/lib/governance/changes/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(previewChangeOperation)
