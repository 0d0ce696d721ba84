'use client'

import { useState } from 'react'
import { applyTheme, type Theme } from '@/components/layout/theme'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'

const THEMES: readonly (readonly [Theme, string])[] = [
  ['dark', 'Dark'],
  ['light', 'Light'],
]

/** Stored in the browser, so that every page has it from its first paint. */
export function ThemeCard({ theme: stored }: { theme: Theme }) {
  const [theme, setTheme] = useState(stored)
  const choose = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Theme</CardTitle>
        <CardNote>Of this browser</CardNote>
      </CardHeader>
      <CardBody>
        <fieldset className="flex gap-5">
          <legend className="sr-only">Theme</legend>
          {THEMES.map(([value, label]) => (
            <label key={value} className="flex min-h-9 items-center gap-2 text-sm">
              <input
                type="radio"
                name="theme"
                className="accent-primary size-4"
                checked={theme === value}
                onChange={() => choose(value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      </CardBody>
    </Card>
  )
}
