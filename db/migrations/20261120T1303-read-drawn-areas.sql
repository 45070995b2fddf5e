-- Areas that a source draws (GeoJSON) cover what lies inside them. A line of a drawing is a polygon of PostgreSQL's own; holes are
-- left out. A drawing that cannot be read covers nothing.
create function directory.line_holds(line jsonb, longitude double precision, latitude double precision) returns boolean
  language sql immutable parallel safe set search_path = pg_catalog as $$
  select ('(' || string_agg(format('(%s,%s)', p ->> 0, p ->> 1), ',' order by n) || ')')::polygon @> point(longitude, latitude)
  from jsonb_array_elements(line) with ordinality as of_line (p, n) $$;

create function directory.drawing_holds(drawing text, longitude double precision, latitude double precision) returns boolean
  language plpgsql immutable parallel safe set search_path = pg_catalog as $$
begin
  return exists (
    select from (
      select jsonb_path_query(drawing::jsonb, 'strict $.** ? (@.type == "Polygon").coordinates') as lines
      union all select jsonb_path_query(drawing::jsonb, 'strict $.** ? (@.type == "MultiPolygon").coordinates[*]')) as drawn
    where directory.line_holds(lines -> 0, longitude, latitude)
      and not exists (select from jsonb_array_elements(lines) with ordinality as hole (line, n)
        where n > 1 and directory.line_holds(line, longitude, latitude)));
exception when others then return false;
end $$;
grant execute on function directory.line_holds, directory.drawing_holds to trellis_app;
