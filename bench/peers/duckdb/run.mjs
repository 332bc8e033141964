// node run.mjs DATABASE SCRIPT.sql KEY=VALUE…: runs a script whose :'KEY' are texts, prints the rows of its last statement,
// tabs between cells; on the error stream, how long it took once DuckDB was loaded.
import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';

const [database, script, ...given] = process.argv.slice(2);
let sql = readFileSync(script, 'utf8');
for (const pair of given) {
  const [key, ...value] = pair.split('=');
  sql = sql.replaceAll(`:'${key}'`, `'${value.join('=').replaceAll("'", "''")}'`);
}

const start = performance.now();
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
let last;
for (const statement of sql.split(/;\s*$/m).filter((text) => text.trim())) last = await connection.runAndReadAll(statement);
const rows = last.getRowsJS();
connection.closeSync();
instance.closeSync();
const seconds = (performance.now() - start) / 1000;

process.stdout.write(rows.map((row) => row.join('\t') + '\n').join(''));
console.error(`work ${seconds.toFixed(3)}`);
