'use client'

import { Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { applyTheme } from './theme'

export function ThemeToggle() {
  const toggle = () => applyTheme(document.documentElement.classList.contains('light') ? 'dark' : 'light')
  return (
    <Button variant="ghost" size="icon" aria-label="Switch between dark and light" onClick={toggle}>
      <Sun className="light:hidden" aria-hidden />
      <Moon className="light:block hidden" aria-hidden />
    </Button>
  )
}
