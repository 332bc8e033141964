-- The types said in full, so that nothing is guessed; quotes honoured, as the engine does.
SET threads = 2;
SET preserve_insertion_order = false;

SELECT annee, filiere, code_grand_secteur, sum(conso_totale_mwh)
FROM read_csv(:'csv', header = true, delim = ',', quote = '"', nullstr = 'secret', columns = {
    'annee': 'SMALLINT', 'code_commune': 'VARCHAR', 'nom_commune': 'VARCHAR', 'code_epci': 'VARCHAR', 'code_departement': 'VARCHAR',
    'filiere': 'VARCHAR', 'code_grand_secteur': 'VARCHAR', 'nb_sites': 'BIGINT', 'conso_totale_mwh': 'DOUBLE', 'nombre_de_mailles_secretisees': 'INTEGER'})
GROUP BY ALL;
