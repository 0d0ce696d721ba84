import { apiRoutes } from '@/lib/http/api-route'
import { renewInvitationOperation } from '@/lib/access/invitations/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(renewInvitationOperation)
