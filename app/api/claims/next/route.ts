import { nextAlertOperation } from '@/lib/desk/queue/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(nextAlertOperation)
