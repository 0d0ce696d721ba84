import { TriangleAlert } from 'lucide-react'
import { formatCount, formatMetric } from '@/components/fraud/format-metrics'
import { formatDay, formatExact } from '@/components/fraud/format-time'
import { PlainTable } from '@/components/data-table/plain-table'
import { RetrainButton } from '@/components/retraining/retrain-button'
import { RetrainingState } from '@/components/retraining/retraining-state'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { featureTexts } from '@/lib/engine/features'
import { limitOf } from '@/lib/contract/permissions'
import { type DriftAlarm, kindWords } from '@/lib/governance/drift/schema'
import type { RetrainingList } from '@/lib/governance/retraining/schema'
import { AcknowledgeForm } from './acknowledge-form'

interface AlarmCardsProps {
  alarms: DriftAlarm[]
  timeZone: string
  mayAcknowledge: boolean
  retrainings: RetrainingList
}

/** The open alarm with its consequences, and those that were acknowledged. */
export function AlarmCards({ alarms, timeZone, mayAcknowledge, retrainings }: AlarmCardsProps) {
  const open = alarms.filter(({ acknowledged_at }) => acknowledged_at === null)
  const former = alarms.filter(({ acknowledged_at }) => acknowledged_at !== null)
  return (
    <>
      {open.map((alarm) => (
        <OpenAlarm
          key={alarm.id}
          alarm={alarm}
          timeZone={timeZone}
          mayAcknowledge={mayAcknowledge}
          retrainings={retrainings}
        />
      ))}
      {former.length > 0 ? <FormerAlarms alarms={former} timeZone={timeZone} /> : null}
    </>
  )
}

interface OpenAlarmProps {
  alarm: DriftAlarm
  timeZone: string
  mayAcknowledge: boolean
  retrainings: RetrainingList
}

function OpenAlarm({ alarm, timeZone, mayAcknowledge, retrainings }: OpenAlarmProps) {
  const { consequences } = alarm
  const rows = [
    { what: 'Alerts a day', ...consequences.alerts_per_day },
    { what: 'Frauds a day that the scores expect', ...consequences.expected_frauds_per_day },
    { what: 'Frauds a day reported among approved', ...consequences.missed_frauds_reported_per_day },
  ]
  const kindRows = consequences.kinds.map((kind) => ({ what: kindWords(kind.kind), ...kind }))
  const features = consequences.features.map(({ feature }) => featureTexts(feature)?.label ?? feature)
  return (
    <Card role="alert" className="border-risk-high/60">
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          <TriangleAlert className="text-risk-high size-4 shrink-0" aria-hidden />
          Transactions have changed since {formatDay(alarm.day, timeZone)}
        </CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-base font-medium text-pretty">{alarm.text}</p>
        <PlainTable
          caption="Consequences of the change"
          rows={rows}
          rowKey={({ what }) => what}
          columns={[
            { head: 'Per day, last week', cell: ({ what }) => what },
            { head: 'Before', numeric: true, cell: ({ before }) => perDay(before) },
            { head: 'Now', numeric: true, cell: ({ now }) => perDay(now) },
          ]}
        />
        {kindRows.length > 0 ? (
          <PlainTable
            caption="Kinds of transactions in which fraud rises"
            rows={kindRows}
            rowKey={({ what }) => what}
            columns={[
              { head: 'Fraud rises among', cell: ({ what }) => what },
              { head: 'Alerts a day', numeric: true, cell: ({ alerts_per_day: each }) => fromTo(each) },
              {
                head: 'Reported frauds a day',
                numeric: true,
                cell: ({ frauds_reported_per_day: each }) => fromTo(each),
              },
            ]}
          />
        ) : null}
        <p className="text-muted-foreground text-[13px]">
          Changed most: {features.join(', ')}. Evidence {formatMetric(alarm.evidence, 1)} of{' '}
          {formatMetric(alarm.threshold, 0)}.
        </p>
        <Remedy alarm={alarm} timeZone={timeZone} mayAct={mayAcknowledge} retrainings={retrainings} />
        {mayAcknowledge ? (
          <AcknowledgeForm id={alarm.id} />
        ) : (
          <p className="text-muted-foreground text-[13px]">{limitOf('policy:write')}</p>
        )}
      </CardBody>
    </Card>
  )
}

interface RemedyProps {
  alarm: DriftAlarm
  timeZone: string
  mayAct: boolean
  retrainings: RetrainingList
}

/** Retraining: the one under way, or the one for this alarm, and the button for those who may start one. */
function Remedy({ alarm, timeZone, mayAct, retrainings: { items, unavailable } }: RemedyProps) {
  const latest = items[0]
  const isUnderWay = latest !== undefined && latest.progress !== null
  const isShown = isUnderWay || latest?.drift_alarm_id === alarm.id
  return (
    <>
      {latest && isShown ? <RetrainingState retraining={latest} timeZone={timeZone} mayAct={mayAct} /> : null}
      {mayAct && !isUnderWay ? (
        <RetrainButton label="Retrain now" alarmId={alarm.id} obstacle={unavailable} />
      ) : null}
    </>
  )
}

const perDay = (value: number): string => (value >= 100 ? formatCount(value) : formatMetric(value, 1))

const fromTo = ({ before, now }: { before: number; now: number }): string =>
  `${perDay(before)}, now ${perDay(now)}`

function FormerAlarms({ alarms, timeZone }: { alarms: DriftAlarm[]; timeZone: string }) {
  return (
    <details className="bg-card rounded-lg border px-4 py-3 sm:px-5">
      <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
        Acknowledged alarms ({alarms.length})
      </summary>
      <ul className="mt-2 flex flex-col gap-2 text-[13px]">
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <span className="font-medium">{formatDay(alarm.day, timeZone)}:</span> {alarm.text}
            <span className="text-muted-foreground block">
              {alarm.acknowledged_by?.name} acknowledged it
              {alarm.acknowledged_at ? ` on ${formatExact(alarm.acknowledged_at, timeZone)}` : ''}
              {alarm.note ? `: ${alarm.note}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
