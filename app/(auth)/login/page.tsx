import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ThemeToggle } from '@/components/layout/theme-toggle'
import { currentUser, safeCallbackPath } from '@/lib/access/auth'
import { demoMode } from '@/lib/platform/env'
import { LoginPanel } from './_components/login-panel'
import { ProductPreview } from './_components/product-preview'
import { DEMO_INSTITUTIONS } from './demo-accounts'

export const metadata: Metadata = { title: 'Sign in' }

interface LoginPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { callbackUrl } = await searchParams
  const destination = safeCallbackPath(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await currentUser()) redirect(destination)
  return (
    // The card has a fixed top position: a centred card would move when it grows.
    <main className="relative grid min-h-dvh items-start justify-items-center p-4 sm:p-6 lg:pt-[clamp(1.5rem,calc(50dvh-26rem),12rem)]">
      <div className="absolute top-3 right-3">
        <ThemeToggle />
      </div>
      <div className="bg-card grid w-full max-w-5xl overflow-hidden rounded-lg border shadow-2xl shadow-black/20 lg:grid-cols-2">
        <LoginPanel destination={destination} demo={demoMode() ? DEMO_INSTITUTIONS : []} />
        <ProductPreview />
      </div>
    </main>
  )
}
