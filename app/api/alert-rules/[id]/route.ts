import { apiRoutes } from '@/lib/http/api-route'
import { changeAlertRuleOperation, deleteAlertRuleOperation } from '@/lib/messaging/alerts/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  changeAlertRuleOperation,
  deleteAlertRuleOperation,
)
