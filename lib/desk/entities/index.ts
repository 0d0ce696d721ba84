export { addEntityNote } from './add-note'
export { getNetwork } from './get-network'
export {
  getEntityHeader,
  getEntityProfile,
  listEntityCases,
  listEntityNotes,
  listEntityTransactions,
} from './queries'
