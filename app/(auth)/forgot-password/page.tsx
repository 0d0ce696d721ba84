import type { Metadata } from 'next'
import Link from 'next/link'
import { connection } from 'next/server'
import { mailConfigured } from '@/lib/platform/mail'
import { AuthCard } from '../_components/auth-card'
import { ForgotForm } from './_components/forgot-form'

export const metadata: Metadata = { title: 'Forgot the password' }

export default async function ForgotPasswordPage() {
  // A build has no environment to read.
  await connection()
  return (
    <AuthCard title="Forgot your password?">
      {mailConfigured() ? (
        <ForgotForm />
      ) : (
        <p className="text-sm">
          This installation sends no e-mail. Ask an administrator of your institution for a link.
        </p>
      )}
      <Link href="/login" prefetch={false} className="w-fit text-sm underline underline-offset-4">
        Back to the sign-in screen
      </Link>
    </AuthCard>
  )
}
