import type { ReactNode } from 'react'

export interface ChartView {
  label: string
  content: ReactNode
}

/** Written out: Tailwind does not find class names that are built at run time. */
const SHOWN = [
  'hidden group-has-[[data-view="0"]:checked]/views:block',
  'hidden group-has-[[data-view="1"]:checked]/views:block',
  'hidden group-has-[[data-view="2"]:checked]/views:block',
] as const

interface ChartViewsProps {
  /** Unique on the page, so that groups do not share a choice. */
  name: string
  legend: string
  views: readonly ChartView[]
}

/** Up to three views, switched by radio buttons and CSS: works without JavaScript. */
export function ChartViews({ name, legend, views }: ChartViewsProps) {
  if (views.length > SHOWN.length) throw new RangeError('more views than there are classes for')
  return (
    <fieldset className="group/views flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{legend}</legend>
      <div className="bg-muted/50 flex w-fit rounded-md border p-0.5">
        {views.map(({ label }, i) => (
          <label key={label} className="relative">
            <input
              type="radio"
              name={name}
              data-view={i}
              defaultChecked={i === 0}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="text-muted-foreground peer-checked:bg-secondary peer-checked:text-foreground peer-hover:text-foreground peer-focus-visible:outline-ring flex h-7 items-center rounded-sm px-2.5 text-[13px] font-medium whitespace-nowrap peer-focus-visible:outline-2">
              {label}
            </span>
          </label>
        ))}
      </div>
      {views.map(({ label, content }, i) => (
        <div key={label} className={SHOWN[i]}>
          {content}
        </div>
      ))}
    </fieldset>
  )
}
