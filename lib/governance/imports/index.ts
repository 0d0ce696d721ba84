/** Models that an institution brings: from a file of LightGBM or XGBoost to a stored bundle. Server only. */
export { type ImportInput, importModel } from './import-model'
export { uploadImport } from './upload-import'
