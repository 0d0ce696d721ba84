import { apiRoutes } from '@/lib/http/api-route'
import { inviteUserOperation, listInvitationsOperation } from '@/lib/access/invitations/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  inviteUserOperation,
  listInvitationsOperation,
)
