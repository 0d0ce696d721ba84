import type { Context } from '@/lib/contract/context'
import { presentTuner } from './present'
import { readTuner } from './read-tuner'
import type { TunerResponse } from './schema'

/** The tuner of the production model. @throws AppError no-production-model */
export const getTuner = async (ctx: Context): Promise<TunerResponse> => presentTuner(await readTuner(ctx))
