import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ModelStage } from '@/lib/governance/models/schema'

const STAGES: Record<ModelStage, { label: string; tone: BadgeTone }> = {
  production: { label: 'In production', tone: 'outline-good' },
  staging: { label: 'Staging', tone: 'outline-info' },
  archived: { label: 'Archived', tone: 'outline-neutral' },
}

export function StageBadge({ stage }: { stage: ModelStage }) {
  return <Badge tone={STAGES[stage].tone}>{STAGES[stage].label}</Badge>
}
