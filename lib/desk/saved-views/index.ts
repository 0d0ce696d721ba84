export { changeView } from './change-view'
export { deleteView } from './delete-view'
export { listViews } from './queries'
export { saveView } from './save-view'
