// Answers SQL, which is the argument, with DuckDB: JSON rows, one a line. The folder is where its files are.
"use strict";

const { DuckDBInstance } = require("@duckdb/node-api");

(async () => {
	const connection = await (await DuckDBInstance.create()).connect();
	const answer = await connection.runAndReadAll(process.argv[2]);
	for (const row of answer.getRowObjectsJson()) {
		process.stdout.write(JSON.stringify(row) + "\n");
	}
})();
