DROP TABLE IF EXISTS raw;
CREATE UNLOGGED TABLE raw (
    annee smallint, code_commune text, nom_commune text, code_epci text, code_departement text,
    filiere text, code_grand_secteur text, nb_sites bigint, conso_totale_mwh double precision, nombre_de_mailles_secretisees integer);
COPY raw FROM :'csv' (FORMAT csv, HEADER true, NULL 'secret');

SELECT annee, filiere, code_grand_secteur, sum(conso_totale_mwh) FROM raw GROUP BY annee, filiere, code_grand_secteur;
