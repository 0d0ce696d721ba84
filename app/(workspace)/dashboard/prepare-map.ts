import { rampStep } from '@/components/charts/ramp'
import { formatCount, formatCounted } from '@/components/fraud/format-metrics'
import { formatAmount, formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import type { MapPlace } from '@/components/maps/place-map'
import type { MapScope, Place, Places } from '@/lib/desk/dashboard/schema'
import type { MapDrawing } from '@/lib/desk/geo/schema'
import { boundsOf } from './period-words'
import { shareWords } from './prepare-volume'
import type { Metric } from './search-params'

/** Places on the map and in the list beside it. */
export interface RankedPlace {
  code: string
  name: string
  href: string
  transactions: string
  flagged: string
  share: string
  amount: string
  /** The share of the largest value, for a bar. */
  part: number
}

export interface PlacesSpec {
  onMap: ReadonlyMap<string, MapPlace>
  ranked: RankedPlace[]
  most: string
  /** Names of places with transactions that the map does not draw. */
  withoutShape: string[]
}

export function prepareMap(
  { places, period, currency }: Places,
  drawing: MapDrawing,
  scope: MapScope,
  metric: Metric,
): PlacesSpec {
  const valueOf = (place: Place) => (metric === 'volume' ? place.transactions : (place.flagged_share ?? 0))
  const greatest = Math.max(0, ...places.map(valueOf))
  const shapes = new Set(drawing.places.map(({ id }) => id))
  const hrefOf = ({ code }: Place) =>
    investigateHref({
      ...boundsOf(period),
      ...(scope === 'world' ? { country: code } : { region: `US-${code}` }),
    })
  const onMap = places.map((place): [string, MapPlace] => [
    place.code,
    { step: rampStep(valueOf(place), greatest), href: hrefOf(place), words: wordsOf(place, currency) },
  ])
  return {
    onMap: new Map(onMap),
    most: metric === 'volume' ? formatCount(greatest) : formatProbability(greatest),
    ranked: places
      .toSorted((a, b) => valueOf(b) - valueOf(a))
      .map((place) => ({
        code: place.code,
        name: place.name,
        href: hrefOf(place),
        transactions: formatCount(place.transactions),
        flagged: formatCount(place.flagged),
        share: shareWords(place.flagged_share),
        amount: `${formatAmount(place.amount)} ${currency}`,
        part: greatest === 0 ? 0 : valueOf(place) / greatest,
      })),
    withoutShape: places.filter(({ code }) => !shapes.has(code)).map(({ name }) => name),
  }
}

const wordsOf = (place: Place, currency: string): string =>
  `${place.name}: ${formatCounted(place.transactions, 'transaction')}, ${formatCounted(place.flagged, 'alert')} (${shareWords(place.flagged_share)}), ${formatAmount(place.amount)} ${currency}`
