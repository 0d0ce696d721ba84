/** A map to draw as SVG: one path per place, in the units of the drawing. */
export interface MapDrawing {
  width: number
  height: number
  /** `id` is the alpha-2 code of a country or the postal code of a state; null without one. */
  places: { id: string | null; name: string; path: string }[]
}
