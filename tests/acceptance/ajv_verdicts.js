// usage: node ajv_verdicts.js SCHEMA < names of JSON documents, one a line
// Prints for each line whether ajv accepts the document: true or false, one a line.
const fs = require("fs");
const Ajv = require("ajv");

const schema = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const validate = new Ajv({ schemaId: "auto" }).compile(schema);
const names = fs.readFileSync(0, "utf8").split("\n").filter((name) => name !== "");
process.stdout.write(names.map((name) => validate(JSON.parse(fs.readFileSync(name, "utf8"))) + "\n").join(""));
