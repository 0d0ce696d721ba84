-- Which cells a tenant has: a filter by state hops from one to the next instead of reading every hour of each.
create index activity_places_cell on activity_places (tenant_id, country, cell);
