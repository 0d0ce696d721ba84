export { type AuditContext, type AuditEvent, writeAudit } from './write-audit'
