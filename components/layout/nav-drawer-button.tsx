import { Menu } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'

export function NavDrawerButton(props: ComponentProps<typeof Button>) {
  return (
    <Button variant="ghost" size="icon" aria-label="Open navigation" className="-ml-2 md:hidden" {...props}>
      <Menu aria-hidden />
    </Button>
  )
}
