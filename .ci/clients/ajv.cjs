// Holds lines of JSON against a JSON Schema (2020-12), whose file is the argument, with ajv in its strict mode. Each line
// is answered by one: {"errors": […]}, empty when it is valid.
"use strict";

const fs = require("node:fs");
const readline = require("node:readline");
const Ajv = require("ajv/dist/2020");

const strict = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const validate = strict.compile(JSON.parse(fs.readFileSync(process.argv[2], "utf8")));
readline.createInterface({ input: process.stdin }).on("line", (line) => {
	validate(JSON.parse(line));
	process.stdout.write(JSON.stringify({ errors: (validate.errors || []).map((e) => e.instancePath + " " + e.message) }) + "\n");
});
