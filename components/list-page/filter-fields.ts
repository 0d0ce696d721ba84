/** A filter of a list as data: a form shows it, a chip names it. */
export interface FilterField {
  name: string
  label: string
  /** A choice and a date apply at once, typed text with Enter. Only links set a hidden one. */
  kind: 'search' | 'choice' | 'date' | 'text' | 'hidden'
  /** Of a choice: its values with their words. The default has no value. */
  options?: readonly (readonly [value: string, words: string])[]
  /** Of a choice: the words of the default. */
  unset?: string
  placeholder?: string
  maxLength?: number
  /** Of a text: what it must match, and that in words. */
  pattern?: string
  title?: string
  inputMode?: 'decimal'
  /** Applies with Enter or the form's button only. */
  waits?: boolean
  className?: string
}

/** A filter in words: 'Risk: High'. */
export function filterWords(fields: readonly FilterField[], name: string, value: string): string {
  const field = fields.find((each) => each.name === name)
  const option = field?.options?.find(([each]) => each === value)
  const label = field?.kind === 'search' ? 'Text' : (field?.label ?? name)
  return `${label}: ${option?.[1] ?? value}`
}
