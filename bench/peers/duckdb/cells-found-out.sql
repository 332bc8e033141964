-- The same, types left to be found out.
SET threads = 2;
SET preserve_insertion_order = false;

CREATE TEMP TABLE cells AS
SELECT code_commune AS commune, annee AS year, filiere AS carrier, code_grand_secteur AS sector, sum(conso_totale_mwh) AS mwh, count(*)::INTEGER AS said
FROM read_csv(:'csv', nullstr = 'secret')
GROUP BY ALL;

SELECT CASE WHEN max(said) > 1 THEN error('a cell twice') END FROM cells;

SELECT year, carrier, sector, sum(mwh) FROM cells GROUP BY ALL;
