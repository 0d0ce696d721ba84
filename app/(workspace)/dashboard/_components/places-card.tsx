import { RampLegend } from '@/components/charts/ramp'
import { formatCount } from '@/components/fraud/format-metrics'
import { Segments } from '@/components/layout/segments'
import { PlaceMap } from '@/components/maps/place-map'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Places } from '@/lib/desk/dashboard/schema'
import { drawStates, drawWorld } from '@/lib/desk/geo'
import { prepareMap } from '../prepare-map'
import { type DashboardView, dashboardHref } from '../search-params'
import { PlaceList } from './place-list'

/** Transactions by place, as a map and as a ranked list. */
export function PlacesCard({ places, view }: { places: Places; view: DashboardView }) {
  const drawing = view.map === 'world' ? drawWorld() : drawStates()
  const spec = prepareMap(places, drawing, view.map, view.metric)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Places</CardTitle>
        <PlaceChoices view={view} />
      </CardHeader>
      <CardBody className="grid gap-4 2xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="hidden flex-col gap-2 sm:flex">
          <PlaceMap drawing={drawing} places={spec.onMap} />
          <RampLegend least="0" most={spec.most} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          {spec.ranked.length === 0 ? (
            <p className="text-muted-foreground text-sm">
              No transaction in this period has a place on this map.
            </p>
          ) : (
            <PlaceList ranked={spec.ranked} />
          )}
          <p className="text-muted-foreground text-xs text-pretty">
            {places.unplaced.transactions > 0
              ? `${formatCount(places.unplaced.transactions)} transactions have no ${view.map === 'world' ? 'country' : 'location in a state'}. `
              : null}
            {spec.withoutShape.length > 0 ? `Too small for the map: ${spec.withoutShape.join(', ')}.` : null}
          </p>
        </div>
      </CardBody>
    </Card>
  )
}

function PlaceChoices({ view }: { view: DashboardView }) {
  const option = (label: string, change: Partial<DashboardView>) => ({
    label,
    href: dashboardHref(view, change),
    active: Object.entries(change).every(([key, value]) => view[key as keyof DashboardView] === value),
  })
  return (
    <div className="flex flex-wrap gap-2">
      <Segments
        bare
        label="Map"
        options={[option('World', { map: 'world' }), option('US states', { map: 'us' })]}
      />
      <Segments
        bare
        label="Colour of map and hours"
        options={[option('Volume', { metric: 'volume' }), option('Share of alerts', { metric: 'share' })]}
      />
    </div>
  )
}
