import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ModelStage } from '@/lib/governance/models/schema'

const STAGES: Record<ModelStage, { label: string; tone: BadgeTone }> = {
  registered: { label: 'Registered', tone: 'outline-neutral' },
  shadow: { label: 'Shadow', tone: 'outline-info' },
  canary: { label: 'Canary', tone: 'outline-info' },
  production: { label: 'In production', tone: 'outline-good' },
  archived: { label: 'Archived', tone: 'outline-neutral' },
  deleted: { label: 'Deleted', tone: 'outline-neutral' },
}

export function StageBadge({ stage }: { stage: ModelStage }) {
  return <Badge tone={STAGES[stage].tone}>{STAGES[stage].label}</Badge>
}
