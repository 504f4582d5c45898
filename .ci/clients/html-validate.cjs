// Reads a JSON list of {name, html}, one document each, and prints what html-validate finds, a line a finding.
"use strict";
const { HtmlValidate } = require("html-validate");

const rules = new HtmlValidate({ extends: ["html-validate:recommended"] });
const pages = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
for (const page of pages) {
  for (const result of rules.validateStringSync(page.html, page.name).results) {
    for (const found of result.messages) {
      console.log(`${page.name}:${found.line}:${found.column} ${found.ruleId}: ${found.message}`);
    }
  }
}
