import { apiRoutes } from '@/lib/http/api-route'
import {
  changeModelStageOperation,
  deleteModelOperation,
  getModelOperation,
} from '@/lib/governance/models/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  getModelOperation,
  changeModelStageOperation,
  deleteModelOperation,
)
