import type { FormerName, Renamed } from '@/lib/contract/former-names'
import type { Operation } from '@/lib/contract/operation'

interface RenamedFieldsProps {
  operation: Operation
  renamed: Renamed
}

/** The former names of one operation; its id is the anchor that the Link header names. */
export function RenamedFields({ operation, renamed }: RenamedFieldsProps) {
  const { id, method, path } = operation
  const { since, query = {}, body = {} } = renamed
  const rows = [
    ...Object.entries(query).map((entry) => ['query', ...entry] as const),
    ...Object.entries(body).map((entry) => ['body', ...entry] as const),
  ]
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className="mt-8 scroll-mt-4">
      <h2 id={`${id}-heading`} className="font-mono text-sm font-semibold">
        {method} {path}
      </h2>
      <p className="text-muted-foreground mt-1 text-sm">Deprecated since {since}.</p>
      <table className="mt-2 w-full text-left text-sm">
        <thead>
          <tr className="[&>th]:eyebrow [&>th]:border-b [&>th]:pb-1.5">
            <th scope="col">Former name</th>
            <th scope="col">Use instead</th>
            <th scope="col">In</th>
          </tr>
        </thead>
        <tbody className="font-mono">
          {rows.map(([place, name, former]) => (
            <tr key={name} className="[&>*]:border-b [&>*]:py-1.5">
              <td>{name}</td>
              <td>{wordsFor(name, former)}</td>
              <td>{place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** 'risk_band', or 'decision (decided=true: decision=decided, ...)' where the values changed too. */
function wordsFor(name: string, { now, values = {} }: FormerName): string {
  const changed = Object.entries(values).map(([former, value]) => `${name}=${former}: ${now}=${value}`)
  return changed.length === 0 ? now : `${now} (${changed.join(', ')})`
}
