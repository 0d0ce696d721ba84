/** The colours of the current theme, read from its tokens, since a canvas has no classes. */
export interface Colours {
  risk: Record<'low' | 'medium' | 'high', string>
  edge: string
  text: string
  ground: string
}

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    risk: { low: token('--risk-low'), medium: token('--risk-medium-fill'), high: token('--risk-high-fill') },
    edge: token('--input'),
    text: token('--foreground'),
    ground: token('--card'),
  }
}

/** Calls back when the theme changes; returns the function that stops it. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
  return () => observer.disconnect()
}
