-- Who is let in at the door without a registration takes a place as any other: those who were before this are counted too.
update visit_sessions set taken = taken + (select sum(number) from attendances a where a.session_id = visit_sessions.id and a.registration_id is null and a.stop_id is null and a.undone_at is null)
where exists (select 1 from attendances a where a.session_id = visit_sessions.id and a.registration_id is null and a.stop_id is null and a.undone_at is null);

update session_stops set taken = taken + (select sum(number) from attendances a where a.stop_id = session_stops.id and a.registration_id is null and a.undone_at is null)
where about_capacity is not null and exists (select 1 from attendances a where a.stop_id = session_stops.id and a.registration_id is null and a.undone_at is null);
