import Link from 'next/link'
import { RAMP_FILLS } from '@/components/charts/ramp'
import type { MapDrawing } from '@/lib/desk/geo/schema'

/** The data of a place on the map. */
export interface MapPlace {
  /** 0 to 5. */
  step: number
  href: string
  /** Shown on hover: the figures as text. */
  words: string
}

interface PlaceMapProps {
  drawing: MapDrawing
  places: ReadonlyMap<string, MapPlace>
}

/** A map for mouse users. The ranked list beside it has the same data and is accessible by keyboard. */
export function PlaceMap({ drawing, places }: PlaceMapProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      className="stroke-card h-auto w-full stroke-[0.6]"
    >
      {drawing.places.map(({ id, name, path }) => {
        const place = id === null ? undefined : places.get(id)
        if (!place) return <path key={name} d={path} className="fill-secondary" />
        return (
          <Link key={name} href={place.href} prefetch={false} tabIndex={-1}>
            <path
              d={path}
              className={`${RAMP_FILLS[place.step] ?? RAMP_FILLS[0]} hover:stroke-foreground hover:stroke-[1.2]`}
            >
              <title>{place.words}</title>
            </path>
          </Link>
        )
      })}
    </svg>
  )
}
