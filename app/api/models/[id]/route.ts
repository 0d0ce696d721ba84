import { apiRoutes } from '@/lib/http/api-route'
import { changeModelStageOperation, getModelOperation } from '@/lib/governance/models/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  getModelOperation,
  changeModelStageOperation,
)
