import { apiRoutes } from '@/lib/http/api-route'
import { listEntityNotesOperation, addEntityNoteOperation } from '@/lib/desk/entities/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listEntityNotesOperation,
  addEntityNoteOperation,
)
