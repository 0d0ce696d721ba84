export { getModelReport, getRegisteredModel, listModelOverviews, listModels } from './queries'
export { registerModel } from './register-model'
export { stageModel } from './stage-model'
