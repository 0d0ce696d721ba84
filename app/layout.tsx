import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'
import { StyleNonce } from '@/components/layout/style-nonce'
import { parseTheme, THEME_KEY, THEME_SCRIPT } from '@/components/layout/theme'
import { Toaster } from '@/components/ui/toaster'
import { FONT_CLASSES } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Sentinel', template: '%s · Sentinel' },
  description: 'Fraud operations: every transaction scored, explained and decided.',
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
  manifest: '/manifest.webmanifest',
  robots: { index: false, follow: false },
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const theme = parseTheme((await cookies()).get(THEME_KEY)?.value)
  return (
    <html lang="en" className={cn(FONT_CLASSES, theme === 'light' && 'light')} suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body className="font-sans">
        <StyleNonce />
        {children}
        <Toaster />
      </body>
    </html>
  )
}
