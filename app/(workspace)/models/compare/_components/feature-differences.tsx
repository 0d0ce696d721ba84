import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Comparison, NamedFeature } from '../prepare-comparison'

interface FeatureDifferencesProps {
  features: Comparison['features']
  names: { a: string; b: string }
}

/** The features that only one of the versions reads. */
export function FeatureDifferences({ features: { onlyA, onlyB, shared }, names }: FeatureDifferencesProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which features differ?</CardTitle>
        <CardNote>{shared} features are in both</CardNote>
      </CardHeader>
      <CardBody className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <OneSide title={`Only in A: ${names.a}`} features={onlyA} />
        <OneSide title={`Only in B: ${names.b}`} features={onlyB} />
      </CardBody>
    </Card>
  )
}

function OneSide({ title, features }: { title: string; features: readonly NamedFeature[] }) {
  return (
    <section>
      <h3 className="text-[13px] font-medium">{title}</h3>
      {features.length === 0 ? (
        <p className="text-muted-foreground mt-1.5 text-[13px]">None</p>
      ) : (
        <ul className="mt-1.5 flex flex-col gap-1.5 text-[13px]">
          {features.map(({ name, label }) => (
            <li key={name}>
              {label}
              <span className="figure text-faint block text-xs break-all">{name}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
