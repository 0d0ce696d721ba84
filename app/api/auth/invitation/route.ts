import { apiRoutes } from '@/lib/http/api-route'
import { acceptInvitationOperation, readInvitationOperation } from '@/lib/access/invitations/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  acceptInvitationOperation,
  readInvitationOperation,
)
