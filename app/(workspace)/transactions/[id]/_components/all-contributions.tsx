import { formatSigned } from '@/components/fraud/format-numbers'
import type { Contribution } from '@/lib/desk/transactions/schema'
import { wordsFor } from '../prepare-explanation'

/** Every feature with its stored name, so that the sum can be checked. */
export function AllContributions({ contributions }: { contributions: readonly Contribution[] }) {
  return (
    <details>
      <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
        All {contributions.length} contributions
      </summary>
      <div className="relative mt-3 overflow-x-auto">
        <table className="w-full text-left text-[13px]">
          <thead>
            <tr className="[&>th]:eyebrow [&>th]:border-b [&>th]:pb-1.5">
              <th scope="col">Feature</th>
              <th scope="col" className="pl-4">
                Value
              </th>
              <th scope="col" className="pl-4 text-right">
                Log-odds
              </th>
            </tr>
          </thead>
          <tbody>
            {contributions.map((item) => {
              const { label, value } = wordsFor(item)
              return (
                <tr key={item.name} className="[&>*]:border-border/60 [&>*]:border-b [&>*]:py-1.5">
                  <th scope="row" className="font-normal">
                    {label}
                    <span className="figure text-faint block text-xs">{item.name}</span>
                  </th>
                  <td className="figure pl-4">{value}</td>
                  <td className="figure pl-4 text-right">{formatSigned(item.contribution, 4)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </details>
  )
}
