import type { ReactNode } from 'react'
import type { Explanation } from '@/components/fraud/explanation'
import { ShapWaterfall } from '@/components/fraud/shap-waterfall'

const CHOICE =
  'has-checked:bg-secondary has-checked:text-foreground has-focus-visible:outline-ring relative rounded-sm px-2.5 py-1 has-focus-visible:outline-2'

interface ExplanationViewsProps {
  explanation: Explanation
  /** Shown in the view by feature. */
  children: ReactNode
}

/** Contributions by feature or by family. Radio buttons switch without scripts; screen readers skip the hidden view. */
export function ExplanationViews({ explanation, children }: ExplanationViewsProps) {
  const { byFeature, byFamily } = explanation
  return (
    <div className="group/views">
      <fieldset className="text-muted-foreground mb-3 flex w-fit gap-1 rounded-md border p-0.5 text-[13px] font-medium">
        <legend className="sr-only">Contributions by</legend>
        <Choice value="features" label="By feature" chosen />
        <Choice value="families" label="By family" />
      </fieldset>
      <div className="hidden group-has-[[value=features]:checked]/views:block">
        <ShapWaterfall ends={explanation} waterfall={byFeature} of="features" />
        <div className="mt-5">{children}</div>
      </div>
      <div className="hidden group-has-[[value=families]:checked]/views:block">
        <ShapWaterfall ends={explanation} waterfall={byFamily} of="families" />
      </div>
    </div>
  )
}

function Choice({ value, label, chosen = false }: { value: string; label: string; chosen?: boolean }) {
  return (
    <label className={CHOICE}>
      <input
        type="radio"
        name="contributions-by"
        value={value}
        defaultChecked={chosen}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {label}
    </label>
  )
}
