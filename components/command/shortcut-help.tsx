'use client'

import { usePathname } from 'next/navigation'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { shortcutsOf } from './shortcuts'
import { useFocusReturn } from './use-focus-return'

/** The keys of the shell and of the page that is open. */
export default function ShortcutHelp({ onClose }: { onClose(): void }) {
  const returnFocus = useFocusReturn()
  const groups = shortcutsOf(usePathname())
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        onCloseAutoFocus={returnFocus}
        className="max-h-[85vh] overflow-y-auto"
      >
        <DialogTitle>Keyboard shortcuts</DialogTitle>
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className="mt-4">
            <h3 className="eyebrow mb-1">{title}</h3>
            <dl>
              {shortcuts.map(({ keys, does }) => (
                <div key={keys.join(' ')} className="flex items-center justify-between gap-4 py-1 text-sm">
                  <dt className="order-2 flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd className="text-muted-foreground">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  )
}
