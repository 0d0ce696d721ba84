/** Large files: pieces that arrive, and the job that scores them. */
export { getUploadFile } from './find-job'
export { openUploadFile } from './open-job'
export { runUploads } from './run/run-uploads'
export { cancelUploadFile, pauseUploadFile, resumeUploadFile, startUploadFile } from './steer-job'
export { storePiece } from './store-piece'
