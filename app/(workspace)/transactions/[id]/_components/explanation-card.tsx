import { ArrowDown, ArrowUp, Gauge } from 'lucide-react'
import { ProbabilityPath } from '@/components/fraud/probability-path'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { isFlagged, type TransactionDetail } from '@/lib/desk/transactions/schema'
import { ringText } from '@/lib/engine/rings'
import { velocityText } from '@/lib/engine/velocity'
import { AllContributions } from './all-contributions'
import { ExplanationViews } from './explanation-views'
import { ReasonChips } from './reason-chips'
import { prepareExplanation, SHOWN_STEPS } from '../prepare-explanation'
import { type Driver, prepareSummary } from '../prepare-summary'

export function ExplanationCard({ detail }: { detail: TransactionDetail }) {
  const { contributions } = detail.explanation
  const explanation = prepareExplanation(detail)
  const { lead, drivers, against } = prepareSummary(detail)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{isFlagged(detail) ? 'Why was this flagged?' : 'Why was this not flagged?'}</CardTitle>
        <CardNote>Exact contributions, stored with the decision</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-5">
        <div className="flex flex-col gap-2.5 text-sm">
          <p className="text-pretty">{lead}</p>
          {detail.ring || detail.velocity.length + drivers.length > 0 || against ? (
            <ul className="flex flex-col gap-1.5">
              {detail.velocity.map((finding) => (
                <SignalLine
                  key={finding.party}
                  label={`Velocity ${finding.severity}`}
                  text={velocityText(finding)}
                />
              ))}
              {detail.ring ? <SignalLine label="Growing ring" text={ringText(detail.ring)} /> : null}
              {drivers.map((driver) => (
                <DriverLine key={driver.name} driver={driver} raises />
              ))}
              {against ? <DriverLine driver={against} raises={false} /> : null}
            </ul>
          ) : null}
          <ReasonChips codes={detail.reason_codes} />
        </div>
        <ProbabilityPath explanation={explanation} />
        <ExplanationViews explanation={explanation}>
          {contributions.length > SHOWN_STEPS ? <AllContributions contributions={contributions} /> : null}
        </ExplanationViews>
      </CardBody>
    </Card>
  )
}

function SignalLine({ label, text }: { label: string; text: string }) {
  return (
    <li className="flex items-start gap-2">
      <Gauge className="text-risk-high mt-0.5 size-4 shrink-0" aria-label={label} />
      <span className="text-muted-foreground block first-letter:uppercase">{text}</span>
    </li>
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
      <span className="text-muted-foreground block first-letter:uppercase">{driver.clause}</span>
    </li>
  )
}
