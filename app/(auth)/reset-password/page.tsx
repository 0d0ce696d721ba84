import type { Metadata } from 'next'
import { AuthCard } from '../_components/auth-card'
import { ResetForm } from './_components/reset-form'

export const metadata: Metadata = { title: 'Set a new password' }

export default function ResetPasswordPage() {
  return (
    <AuthCard title="Set a new password">
      <ResetForm />
    </AuthCard>
  )
}
