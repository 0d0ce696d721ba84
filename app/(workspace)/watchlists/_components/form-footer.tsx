import { Button } from '@/components/ui/button'

interface FormFooterProps {
  /** Why the server rejected the form; empty where it did not. */
  problem: string
  pending: boolean
  disabled?: boolean
  /** The label of the button. */
  submit: string
}

/** The end of a form of an entry: the problem, and the button that saves. */
export function FormFooter({ problem, pending, disabled = false, submit }: FormFooterProps) {
  return (
    <>
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <Button type="submit" disabled={pending || disabled} className="self-end">
        {pending ? 'Saving…' : submit}
      </Button>
    </>
  )
}
