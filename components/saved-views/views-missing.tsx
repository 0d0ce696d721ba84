/** In the place of the menu: what stands beside it works without it. */
export function ViewsMissing() {
  return (
    <span role="status" className="text-muted-foreground text-[13px]">
      Saved views could not be read
    </span>
  )
}
