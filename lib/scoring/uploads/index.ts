/** Transactions by file: how a file is read, its rows scored, each attempt recorded. Server only. */
export { checkFile } from './check-file'
export { deleteMapping, listMappings, saveMapping } from './mappings/saved-mappings'
export { pruneUploadRejects } from './prune'
export { exportRejects, listUploads } from './queries'
export { uploadTransactions } from './upload-transactions'
