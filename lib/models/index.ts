export { listModels } from './list-models'
export { registerModel } from './register-model'
