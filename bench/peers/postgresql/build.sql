-- What the engine builds, in PostgreSQL: the full cross, every marginal, five levels, the ratio, the checks, a table on disk.
-- Unlogged tables, small keys, one pass a grouping, statistics where the planner needs them.
DROP TABLE IF EXISTS raw, membership, counted, cells, population, figures;

CREATE UNLOGGED TABLE raw (
    annee smallint, code_commune text, nom_commune text, code_epci text, code_departement text,
    filiere text, code_grand_secteur text, nb_sites bigint, conso_totale_mwh double precision, nombre_de_mailles_secretisees integer);
COPY raw FROM :'csv' (FORMAT csv, HEADER true, NULL 'secret');
CREATE UNLOGGED TABLE membership (commune text, epci text, department text, region text, country text, id integer GENERATED ALWAYS AS IDENTITY);
COPY membership (commune, epci, department, region, country) FROM :'membership' (FORMAT csv, HEADER true);
CREATE UNLOGGED TABLE counted (commune text, year smallint, inhabitants double precision);
COPY counted FROM :'population' (FORMAT csv, HEADER true);
ANALYZE raw, membership, counted;

-- Rows of one cell add up; more than one is a fault below.
CREATE UNLOGGED TABLE cells AS
SELECT m.id, annee AS year, filiere AS carrier, code_grand_secteur AS sector,
    sum(conso_totale_mwh) AS mwh, count(conso_totale_mwh)::integer AS known, count(*)::integer AS said
FROM raw LEFT JOIN membership AS m ON m.commune = code_commune
GROUP BY m.id, annee, filiere, code_grand_secteur;
ANALYZE cells;

DO $$
DECLARE fault text;
BEGIN
    SELECT CASE
        WHEN max(said) > 1 THEN 'a cell twice'
        WHEN sum(mwh) FILTER (WHERE id IS NULL) > 0.05 * sum(mwh) THEN 'unknown codes'
        WHEN min(mwh) < 0 OR max(mwh) > 1e8 THEN 'out of range' END
    INTO fault FROM cells;
    IF fault IS NOT NULL THEN RAISE EXCEPTION '%', fault; END IF;
END $$;

-- Population of each commune in the reference year nearest to each year, the earlier first.
CREATE UNLOGGED TABLE population AS
WITH nearest AS (
    SELECT DISTINCT ON (y.year) y.year, c.year AS reference
    FROM (SELECT DISTINCT year FROM cells) AS y CROSS JOIN (SELECT DISTINCT year FROM counted) AS c
    ORDER BY y.year, 2 * abs(c.year - y.year) + (c.year > y.year)::integer)
SELECT m.id, m.commune, m.epci, m.department, m.region, m.country, n.year, c.inhabitants
FROM membership AS m CROSS JOIN nearest AS n LEFT JOIN counted AS c ON c.commune = m.commune AND c.year = n.reference;
ANALYZE population;

CREATE UNLOGGED TABLE figures AS
WITH everywhere AS (
    SELECT id, year, carrier, sector, mwh, known, said FROM cells
    UNION ALL
    SELECT id, year, coalesce(carrier, ''), coalesce(sector, ''), sum(mwh), sum(known), sum(said) FROM cells
    GROUP BY GROUPING SETS ((id, year, carrier), (id, year, sector), (id, year)))
SELECT 'commune' AS level, p.commune AS code, year, carrier, sector, mwh, known::double precision / said AS coverage, mwh / nullif(inhabitants, 0) AS per_inhabitant
FROM everywhere JOIN population AS p USING (id, year);

INSERT INTO figures
WITH crosses AS (
    SELECT year, carrier, sector, epci, department, region, country, sum(mwh) AS mwh, sum(known) AS known, sum(said) AS said
    FROM cells JOIN membership USING (id)
    GROUP BY year, carrier, sector, GROUPING SETS ((epci), (department), (region), (country))),
uppers AS (
    SELECT CASE WHEN epci IS NOT NULL THEN 'epci' WHEN department IS NOT NULL THEN 'department' WHEN region IS NOT NULL THEN 'region' ELSE 'country' END AS level,
        coalesce(epci, department, region, country) AS code, year, coalesce(carrier, '') AS carrier, coalesce(sector, '') AS sector,
        sum(mwh) AS mwh, sum(known) AS known, sum(said) AS said
    FROM crosses WHERE coalesce(epci, department, region, country) IS NOT NULL
    GROUP BY 1, 2, year, CUBE (crosses.carrier, crosses.sector)),
inhabitants AS (
    SELECT CASE WHEN epci IS NOT NULL THEN 'epci' WHEN department IS NOT NULL THEN 'department' WHEN region IS NOT NULL THEN 'region' ELSE 'country' END AS level,
        coalesce(epci, department, region, country) AS code, year, sum(inhabitants) AS inhabitants
    FROM population GROUP BY year, GROUPING SETS ((epci), (department), (region), (country)))
SELECT level, code, year, carrier, sector, mwh, known::double precision / said, mwh / nullif(inhabitants, 0)
FROM uppers LEFT JOIN inhabitants USING (level, code, year);

SELECT count(*) FROM figures;
