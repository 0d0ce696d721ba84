import { Button } from '@/components/ui/button'

interface SaveBarProps {
  /** Why the server rejected the form as a whole; empty where it did not. */
  problem: string
  pending: boolean
  disabled?: boolean
  label: string
}

/** The end of a form of the settings: the problem, and the button that saves. */
export function SaveBar({ problem, pending, disabled = false, label }: SaveBarProps) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <Button type="submit" disabled={pending || disabled}>
        {pending ? 'Saving…' : label}
      </Button>
    </div>
  )
}
