import { CopyButton } from '@/components/fraud/copy-button'
import { Button } from '@/components/ui/button'
import { DialogDescription, DialogTitle } from '@/components/ui/dialog'

interface ShownOnceProps {
  title: string
  /** What it is for, and that it does not come again. */
  text: string
  /** A secret or a link with one. */
  secret: string
  label: string
  onDone: () => void
}

/** The content of a dialog that shows a secret for the only time. */
export function ShownOnce({ title, text, secret, label, onDone }: ShownOnceProps) {
  return (
    <>
      <DialogTitle>{title}</DialogTitle>
      <DialogDescription>{text}</DialogDescription>
      <div className="bg-background mt-4 flex items-start gap-2 rounded-md border p-3">
        <output aria-label={label} className="figure min-w-0 flex-1 text-[13px] break-all">
          {secret}
        </output>
        <CopyButton text={secret} label={`Copy the ${label.toLowerCase()}`} />
      </div>
      <div className="mt-5 flex justify-end">
        <Button onClick={onDone}>I have stored it</Button>
      </div>
    </>
  )
}

/** For the content of such a dialog: a click beside it or Escape must not lose the secret. */
export const keepsOpen = (shown: boolean) => ({
  onEscapeKeyDown: (event: Event) => void (shown && event.preventDefault()),
  onInteractOutside: (event: Event) => void (shown && event.preventDefault()),
})
