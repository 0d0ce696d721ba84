import { ArrowDown, ArrowUp } from 'lucide-react'
import { formatSigned } from '@/components/fraud/format-numbers'
import { ProbabilityPath } from '@/components/fraud/probability-path'
import { ShapWaterfall } from '@/components/fraud/shap-waterfall'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TransactionDetail } from '@/lib/transactions/schema'
import { prepareExplanation, SHOWN_STEPS, wordsFor } from '../prepare-explanation'
import { type Driver, prepareSummary, reasonText } from '../prepare-summary'

export function ExplanationCard({ prediction }: { prediction: TransactionDetail['prediction'] }) {
  const explanation = prepareExplanation(prediction)
  const { lead, drivers, against } = prepareSummary(prediction)
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          {prediction.outcome === 'approve' ? 'Why was this not flagged?' : 'Why was this flagged?'}
        </CardTitle>
        <CardNote>Exact contributions, stored with the decision</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-5">
        <div className="flex flex-col gap-2.5 text-sm">
          <p className="text-pretty">{lead}</p>
          {drivers.length > 0 || against ? (
            <ul className="flex flex-col gap-1.5">
              {drivers.map((driver) => (
                <DriverLine key={driver.name} driver={driver} raises />
              ))}
              {against ? <DriverLine driver={against} raises={false} /> : null}
            </ul>
          ) : null}
          <ul aria-label="Reason codes" className="flex flex-wrap gap-1.5">
            {prediction.reasonCodes.map((code) => (
              <li key={code}>
                <Badge title={reasonText(code)} className="figure font-medium">
                  {code}
                </Badge>
              </li>
            ))}
          </ul>
        </div>
        <ProbabilityPath explanation={explanation} />
        <ShapWaterfall explanation={explanation} />
        {prediction.contributions.length > SHOWN_STEPS ? <AllContributions prediction={prediction} /> : null}
      </CardBody>
    </Card>
  )
}

function DriverLine({ driver, raises }: { driver: Driver; raises: boolean }) {
  const Icon = raises ? ArrowUp : ArrowDown
  return (
    <li className="flex items-start gap-2">
      <Icon
        className={raises ? 'text-risk-high mt-0.5 size-4 shrink-0' : 'text-good mt-0.5 size-4 shrink-0'}
        aria-label={raises ? 'Raises' : 'Lowers'}
      />
      <span className="text-muted-foreground">{driver.clause}</span>
    </li>
  )
}

function AllContributions({ prediction }: { prediction: TransactionDetail['prediction'] }) {
  return (
    <details>
      <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
        All {prediction.contributions.length} contributions
      </summary>
      <div className="mt-3 overflow-x-auto">
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
            {prediction.contributions.map((item) => {
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
