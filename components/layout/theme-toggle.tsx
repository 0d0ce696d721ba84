'use client'

import { Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { toggleTheme } from './theme'

export function ThemeToggle() {
  return (
    <Button variant="ghost" size="icon" aria-label="Switch between dark and light" onClick={toggleTheme}>
      <Sun className="light:hidden" aria-hidden />
      <Moon className="light:block hidden" aria-hidden />
    </Button>
  )
}
