import { type Layout, layoutOf } from '@/lib/engine/drift'
import { presentModel, readBundleDocuments } from '@/lib/governance/models'
import type { TenantClient } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { importanceOf } from '../importance'
import { TIMES_PAID } from './receiver-known'

/** The model version that scored some decisions, and how they are binned; the layout is null for a bundle without a baseline. */
export interface MeasuredModel {
  id: string
  layout: Layout | null
  /** Importance of each column of the layout, summing to 1. */
  weights: number[]
  /** Where a feature vector tells how often the sender had paid the receiver; -1 where the model does not look at it. */
  paidPlace: number
}

/** Finds the layouts of a tenant's model versions, each once per run. */
export class ModelLayouts {
  private readonly known = new Map<string, MeasuredModel>()

  constructor(private readonly tenantId: string) {}

  /** @throws Error where the bundle cannot be read: its decisions wait until it can */
  async of(tx: TenantClient, id: string): Promise<MeasuredModel> {
    const known = this.known.get(id)
    if (known) return known
    const { tenantId } = this
    const row = await tx.modelVersion.findFirst({ where: { tenantId, id } })
    if (!row) throw new Error(`the model version ${id} of a prediction does not exist`)
    const { name, version, featureNames } = row
    const bundle = await readBundleDocuments(tenantId, presentModel(row))
    if (bundle.state === 'unreadable') {
      throw new Error(`the bundle ${name}/${version} cannot be read: ${bundle.file}: ${bundle.reason}`)
    }
    const { baseline, report } = bundle.documents
    if (!baseline) log.warn({ tenantId, model: `${name}/${version}` }, 'the bundle has no baseline for drift')
    const layout = baseline && layoutOf(featureNames, baseline)
    const weights = layout ? importanceOf(layout, report) : []
    const model = { id, layout, weights, paidPlace: featureNames.indexOf(TIMES_PAID) }
    this.known.set(id, model)
    return model
  }
}
