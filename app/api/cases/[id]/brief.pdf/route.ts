import { apiRoutes } from '@/lib/http/api-route'
import { exportCaseBriefOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(exportCaseBriefOperation)
