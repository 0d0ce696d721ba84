/** Transactions by file: how a file is read, its rows scored, each attempt recorded. Server only. */
export { checkFile } from './check-file'
export {
  cancelUploadFile,
  getUploadFile,
  openUploadFile,
  pauseUploadFile,
  resumeUploadFile,
  runUploads,
  startUploadFile,
  storePiece,
} from './job'
export { deleteMapping, listMappings, saveMapping } from './mappings/saved-mappings'
export { pruneUploadRejects } from './prune'
export { exportRejects, listUnfinishedUploads, listUploads } from './queries'
export { uploadLabels } from './labels/upload-labels'
export { uploadTransactions } from './upload-transactions'
