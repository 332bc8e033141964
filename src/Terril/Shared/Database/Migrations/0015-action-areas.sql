-- The ground of an action, when it has one: GeoJSON in degrees, a point within it for the map, its extent.
create table action_areas (
  sheet_id uuid not null primary key references action_sheets (id) on delete cascade,
  shape text not null,
  latitude double precision not null,
  longitude double precision not null,
  square_kilometres double precision not null
);
