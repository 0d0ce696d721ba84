import { decideOpenAlertsOperation } from '@/lib/decisions/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(decideOpenAlertsOperation)
