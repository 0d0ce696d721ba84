import type { ReactNode } from 'react'
import { Brand } from '@/components/layout/brand'
import { ThemeToggle } from '@/components/layout/theme-toggle'

/** The frame of a page for readers who are not signed in. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="relative grid min-h-dvh items-start justify-items-center p-4 sm:p-6 lg:pt-[clamp(1.5rem,calc(50dvh-22rem),12rem)]">
      <div className="absolute top-3 right-3">
        <ThemeToggle />
      </div>
      <div className="bg-card flex w-full max-w-lg flex-col gap-6 rounded-lg border p-6 shadow-2xl shadow-black/20 sm:p-10">
        <Brand />
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {children}
      </div>
    </main>
  )
}
