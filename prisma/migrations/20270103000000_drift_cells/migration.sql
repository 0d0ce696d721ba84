-- The watch over drift also looks at kinds of decisions (lib/engine/drift/cells.ts): type, channel, and whether the amount is unusual.
-- By kind: decisions, alerts, fraud labels that arrived for alerts and for approved transactions. Of days only; null for days before.
alter table drift_snapshots add column cells jsonb;
