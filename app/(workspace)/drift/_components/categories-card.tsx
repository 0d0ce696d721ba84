import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Drift } from '@/lib/governance/drift/schema'

interface CategoriesCardProps {
  categories: Drift['new_categories']
  timeZone: string
}

/** Types, channels, countries and merchant categories that appeared. */
export function CategoriesCard({ categories, timeZone }: CategoriesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What is new?</CardTitle>
        <CardNote>Not seen in the 28 days before the window</CardNote>
      </CardHeader>
      <CardBody>
        {categories.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            No new transaction type, channel, country or merchant category.
          </p>
        ) : (
          <PlainTable
            caption="New categories"
            rows={categories}
            rowKey={({ field, value }) => `${field} ${value}`}
            columns={[
              { head: 'Value', cell: ({ value }) => value, numeric: 'left' },
              { head: 'Field', cell: ({ field }) => field.replaceAll('_', ' ') },
              { head: 'Decisions', numeric: true, cell: ({ decisions }) => formatCount(decisions) },
              { head: 'Since', numeric: true, cell: ({ first_day }) => formatDay(first_day, timeZone) },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
