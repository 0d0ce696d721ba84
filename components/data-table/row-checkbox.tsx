'use client'

import { type MouseEvent, useEffect, useRef } from 'react'

interface RowCheckboxProps {
  label: string
  checked: boolean
  /** Some of what it stands for is selected. */
  mixed?: boolean
  onToggle: (range: boolean) => void
}

/** A target of 40 px around a small box; with Shift it reaches from the row chosen last. */
export function RowCheckbox({ label, checked, mixed = false, onToggle }: RowCheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  const onClick = (event: MouseEvent) => {
    event.stopPropagation()
    onToggle(event.shiftKey)
  }
  return (
    <label className="-my-2.5 flex size-10 cursor-pointer items-center justify-center" onClick={swallow}>
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        readOnly
        onClick={onClick}
        className="accent-primary size-4 cursor-pointer"
      />
    </label>
  )
}

/** The row's own click opens it. */
const swallow = (event: MouseEvent) => event.stopPropagation()
