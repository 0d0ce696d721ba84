import { Command as Cmdk } from 'cmdk'
import type { ReactNode } from 'react'

/** One row of the palette: a label, and a hint of what it opens. */
export function PaletteRow(props: { value: string; label: ReactNode; hint: string; onSelect(): void }) {
  const { value, label, hint, onSelect } = props
  return (
    <Cmdk.Item
      value={value}
      onSelect={onSelect}
      className="data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground flex cursor-pointer items-center justify-between gap-4 rounded-md px-3 py-2 text-sm"
    >
      <span className="min-w-0 truncate">{label}</span>
      <span className="text-faint figure shrink-0 text-[12px]">{hint}</span>
    </Cmdk.Item>
  )
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Cmdk.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:text-faint px-2 pb-1 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-[11px] **:[[cmdk-group-heading]]:font-semibold"
    >
      {children}
    </Cmdk.Group>
  )
}
