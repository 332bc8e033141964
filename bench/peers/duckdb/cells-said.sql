-- A cell for each commune, year, carrier and sector; one that comes twice is a fault; then the sums. Small keys: of the layouts tried, the fastest.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE TYPE carrier AS ENUM ('Electricité', 'Gaz');
CREATE TYPE sector AS ENUM ('Résidentiel', 'Tertiaire', 'Industrie', 'Agriculture', 'Autre');

CREATE TEMP TABLE cells AS
SELECT code_commune AS commune, annee AS year, filiere AS carrier, code_grand_secteur AS sector, sum(conso_totale_mwh) AS mwh, count(*)::INTEGER AS said
FROM read_csv(:'csv', header = true, delim = ',', quote = '"', nullstr = 'secret', columns = {
    'annee': 'SMALLINT', 'code_commune': 'VARCHAR', 'nom_commune': 'VARCHAR', 'code_epci': 'VARCHAR', 'code_departement': 'VARCHAR',
    'filiere': 'carrier', 'code_grand_secteur': 'sector', 'nb_sites': 'BIGINT', 'conso_totale_mwh': 'DOUBLE', 'nombre_de_mailles_secretisees': 'INTEGER'})
GROUP BY ALL;

SELECT CASE WHEN max(said) > 1 THEN error('a cell twice') END FROM cells;

SELECT year, carrier, sector, sum(mwh) FROM cells GROUP BY ALL;
