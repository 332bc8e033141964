-- What the engine builds, in DuckDB: the full cross, every marginal, five levels, the ratio, the checks, a table on disk.
-- Small keys (integers, enumerations) and one pass a grouping: of the layouts tried, the fastest.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE TYPE carrier AS ENUM ('', 'Electricité', 'Gaz');
CREATE TYPE sector AS ENUM ('', 'Résidentiel', 'Tertiaire', 'Industrie', 'Agriculture', 'Autre');

CREATE TYPE level AS ENUM ('commune', 'epci', 'department', 'region', 'country');
CREATE TYPE code AS ENUM (
    SELECT DISTINCT code FROM (UNPIVOT (FROM read_csv(:'membership', header = true, all_varchar = true)) ON COLUMNS(*) INTO NAME level VALUE code) ORDER BY code);

CREATE TEMP TABLE membership AS
SELECT row_number() OVER (ORDER BY commune)::INTEGER AS id, COLUMNS(*)::code FROM read_csv(:'membership', header = true, all_varchar = true);

-- Rows of one cell add up; more than one is a fault below.
CREATE TEMP TABLE cells AS
SELECT m.id, annee AS year, filiere AS carrier, code_grand_secteur AS sector,
    sum(conso_totale_mwh) AS mwh, count(conso_totale_mwh)::INTEGER AS known, count(*)::INTEGER AS said
FROM read_csv(:'csv', header = true, delim = ',', quote = '"', nullstr = 'secret', columns = {
    'annee': 'SMALLINT', 'code_commune': 'VARCHAR', 'nom_commune': 'VARCHAR', 'code_epci': 'VARCHAR', 'code_departement': 'VARCHAR',
    'filiere': 'carrier', 'code_grand_secteur': 'sector', 'nb_sites': 'BIGINT', 'conso_totale_mwh': 'DOUBLE', 'nombre_de_mailles_secretisees': 'INTEGER'})
LEFT JOIN membership AS m ON m.commune::VARCHAR = code_commune
GROUP BY ALL;

SELECT CASE
    WHEN max(said) > 1 THEN error('a cell twice')
    WHEN sum(mwh) FILTER (id IS NULL) > 0.05 * sum(mwh) THEN error('unknown codes')
    WHEN min(mwh) < 0 OR max(mwh) > 1e8 THEN error('out of range') END
FROM cells;

-- Population of each commune in the reference year nearest to each year, the earlier first, then of each territory.
CREATE TEMP TABLE population AS
WITH counted AS (SELECT * FROM read_csv(:'population', header = true, columns = {'commune': 'VARCHAR', 'year': 'SMALLINT', 'inhabitants': 'DOUBLE'})),
nearest AS (
    SELECT y.year, arg_min(c.year, 2 * abs(c.year - y.year) + (c.year > y.year)::INTEGER) AS reference
    FROM (SELECT DISTINCT year FROM cells) AS y CROSS JOIN (SELECT DISTINCT year FROM counted) AS c GROUP BY y.year)
SELECT m.id, m.commune, m.epci, m.department, m.region, m.country, n.year, c.inhabitants
FROM membership AS m CROSS JOIN nearest AS n LEFT JOIN counted AS c ON c.commune = m.commune::VARCHAR AND c.year = n.reference;

CREATE TABLE figures AS
WITH everywhere AS (
    SELECT id, year, carrier, sector, mwh, known, said FROM cells
    UNION ALL
    SELECT id, year, coalesce(carrier, ''), coalesce(sector, ''), sum(mwh), sum(known)::INTEGER, sum(said)::INTEGER FROM cells
    GROUP BY GROUPING SETS ((id, year, carrier), (id, year, sector), (id, year)))
SELECT 'commune'::level AS level, p.commune AS code, year, carrier, sector, mwh, known / said AS coverage, mwh / nullif(inhabitants, 0) AS per_inhabitant
FROM everywhere JOIN population AS p USING (id, year);

INSERT INTO figures
WITH crosses AS (
    SELECT year, carrier, sector, epci, department, region, country, sum(mwh) AS mwh, sum(known) AS known, sum(said) AS said
    FROM cells JOIN membership USING (id)
    GROUP BY year, carrier, sector, GROUPING SETS ((epci), (department), (region), (country))),
uppers AS (
    SELECT (CASE WHEN epci IS NOT NULL THEN 'epci' WHEN department IS NOT NULL THEN 'department' WHEN region IS NOT NULL THEN 'region' ELSE 'country' END)::level AS level,
        coalesce(epci, department, region, country) AS code, year, coalesce(carrier, '') AS carrier, coalesce(sector, '') AS sector,
        sum(mwh) AS mwh, sum(known) AS known, sum(said) AS said
    FROM crosses WHERE coalesce(epci, department, region, country) IS NOT NULL
    GROUP BY 1, 2, year, CUBE (crosses.carrier, crosses.sector)),
inhabitants AS (
    SELECT (CASE WHEN epci IS NOT NULL THEN 'epci' WHEN department IS NOT NULL THEN 'department' WHEN region IS NOT NULL THEN 'region' ELSE 'country' END)::level AS level,
        coalesce(epci, department, region, country) AS code, year, sum(inhabitants) AS inhabitants
    FROM population GROUP BY year, GROUPING SETS ((epci), (department), (region), (country)))
SELECT level, code, year, carrier, sector, mwh, known / said, mwh / nullif(inhabitants, 0)
FROM uppers LEFT JOIN inhabitants USING (level, code, year);

SELECT count(*) FROM figures;
