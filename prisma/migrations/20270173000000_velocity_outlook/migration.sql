-- What a change of the velocity rule would have found in the last days.
alter table change_requests add column velocity jsonb;
call secure_tenant_tables();
