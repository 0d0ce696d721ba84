export { getRegisteredModel, getModelReport, listModelOverviews, listModels } from './queries'
export { registerModel } from './register-model'
