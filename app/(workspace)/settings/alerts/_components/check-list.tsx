'use client'

interface CheckListProps<V extends string> {
  legend: string
  options: readonly (readonly [value: V, words: string])[]
  chosen: readonly V[]
  onChange: (chosen: V[]) => void
  error?: string | undefined
}

/** Several choices of a short list, in its order. */
export function CheckList<V extends string>({ legend, options, chosen, onChange, error }: CheckListProps<V>) {
  const toggle = (value: V) =>
    onChange(options.map(([each]) => each).filter((each) => (each === value) !== chosen.includes(each)))
  return (
    <fieldset>
      <legend className="text-sm font-medium">{legend}</legend>
      {options.map(([value, words]) => (
        <label key={value} className="flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="accent-primary size-4 shrink-0"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          {words}
        </label>
      ))}
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {error}
      </p>
    </fieldset>
  )
}
