'use client'

interface DeliveryFieldProps {
  byMail: boolean
  onChange: (byMail: boolean) => void
}

/** Whether the link goes out by e-mail or is shown, for people whose mailbox does not work yet. */
export function DeliveryField({ byMail, onChange }: DeliveryFieldProps) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="accent-primary size-4 shrink-0"
        checked={byMail}
        onChange={(event) => onChange(event.target.checked)}
      />
      Send the link by e-mail
    </label>
  )
}
