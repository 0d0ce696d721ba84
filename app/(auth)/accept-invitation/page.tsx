import type { Metadata } from 'next'
import { AuthCard } from '../_components/auth-card'
import { AcceptInvitation } from './_components/accept-invitation'

export const metadata: Metadata = { title: 'Accept an invitation' }

export default function AcceptInvitationPage() {
  return (
    <AuthCard title="Welcome">
      <AcceptInvitation />
    </AuthCard>
  )
}
