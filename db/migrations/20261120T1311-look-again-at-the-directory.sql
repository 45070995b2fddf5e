-- Plans follow what the database believes of a table. In a fresh one it believes that tables are nearly empty, and each check of a
-- foreign key then reads all listings of the partnership: 100,000 services would take a day. The serving role may not analyze. Only
-- what keys are made of: the rest is looked at by the database itself, in its own time.
create function directory.look_again() returns void language sql security definer set search_path = pg_catalog as $$
  analyze access.organisation (partnership_id, id), directory.provider (partnership_id, id, source_id, source_record),
    directory.location (partnership_id, id, source_id, source_record),
    directory.service (partnership_id, id, source_id, source_record, provider_id),
    directory.service_location (partnership_id, service_id, location_id), directory.schedule (partnership_id, id, service_id, location_id),
    directory.contact (partnership_id, id, service_id), directory.telephone (partnership_id, id, service_id, contact_id),
    directory.cost_option (partnership_id, id, service_id), directory.service_area (partnership_id, id, service_id),
    directory.language (partnership_id, id, service_id), directory.taxonomy (partnership_id, id),
    directory.taxonomy_term (partnership_id, id, taxonomy_id), directory.service_term (partnership_id, service_id, term_id),
    directory.capacity_statement (partnership_id, id, service_id) $$;
revoke all on function directory.look_again from public;
grant execute on function directory.look_again to trellis_app;
