-- Under four eyes another administrator approves that an institution becomes a sandbox. The check only grows, so rows that exist need
-- no second look.
alter table change_requests
  drop constraint change_requests_kind_check,
  add constraint change_requests_kind_check check (
    kind in ('policy', 'watchlist-bulk', 'model-production', 'four-eyes', 'sandbox', 'exploration', 'canary', 'velocity')) not valid;
