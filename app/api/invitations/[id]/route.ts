import { apiRoutes } from '@/lib/http/api-route'
import { withdrawInvitationOperation } from '@/lib/access/invitations/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(withdrawInvitationOperation)
