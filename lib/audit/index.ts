export { type AuditEvent, writeAudit } from './write-audit'
