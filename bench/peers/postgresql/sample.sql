-- Every territory above the commune, and one commune of a hundred.
SELECT level, code, year, carrier, sector, mwh, coverage, per_inhabitant FROM figures WHERE level <> 'commune' OR right(code, 2) = '07';
