-- The job that prunes live events looks up which tenants have old ones (prisma/functions/job-lookups.sql).
create policy age_lookup on live_events for select to sentinel_lookup using (true);
grant select on live_events to sentinel_lookup;
