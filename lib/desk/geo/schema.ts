/** A map ready to be drawn as SVG: one path per place, in the drawing's own units. */
export interface MapDrawing {
  width: number
  height: number
  /** `id` is the place's code: alpha-2 of a country, postal code of a state; null where it has none. */
  places: { id: string | null; name: string; path: string }[]
}
