import { apiRoutes } from '@/lib/http/api-route'
import { getCaseTimelineOperation } from '@/lib/desk/cases/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getCaseTimelineOperation)
