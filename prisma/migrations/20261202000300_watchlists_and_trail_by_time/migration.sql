-- A list by its kind of entry, newest first, and an entry by the beginning of its id, whatever its kind.
create index watchlist_entries_list on watchlist_entries (tenant_id, list_type, id desc);
create index watchlist_entries_prefix on watchlist_entries (tenant_id, account_id);

-- The trail is read by time: what was written down afterwards stands where it happened. These replace the same by seq.
create index audit_log_time on audit_log (tenant_id, at desc, seq desc);
create index audit_log_action_time on audit_log (tenant_id, action, at desc, seq desc);
create index audit_log_actor_time on audit_log (tenant_id, actor_id, at desc, seq desc);
drop index audit_log_action, audit_log_actor;
