-- Types are left to be found out, but for what stands for no value.
SET threads = 2;
SET preserve_insertion_order = false;

SELECT annee, filiere, code_grand_secteur, sum(conso_totale_mwh)
FROM read_csv(:'csv', nullstr = 'secret')
GROUP BY ALL;
